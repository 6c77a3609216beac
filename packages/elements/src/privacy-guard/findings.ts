import type { Text } from '@helpmark/schema';
import { html, nothing } from 'lit';
import type { LocaleController } from '../controllers/locale-controller.js';
import type { Term } from '../locales/words.js';
import { shownName } from '../ticket-attachments/file-words.js';
import type { Found } from './guarded.js';

/** What can be done about what was found. */
interface Answers {
  cover: (found: readonly Found[]) => void;
  show: (found: Found) => void;
  leave: (found: Found) => void;
}

/** Findings that are shown one by one. */
const most = 5;

/** Characters around what was found. */
const around = 24;

const terms: Record<Found['finding']['kind'], Term> = {
  card: 'guardCard',
  'national-id': 'guardNationalId',
  password: 'guardPassword',
  token: 'guardToken',
  key: 'guardKey',
  'licence-key': 'guardLicenceKey',
  'other-contact': 'guardOtherContact',
  diagnosis: 'guardDiagnosis',
};

/** What was found: what it looks like, where it is, the words themselves, and what can be done about it. */
export function renderFindings(
  found: readonly Found[],
  channel: Text | undefined,
  locale: LocaleController,
  { cover, show, leave }: Answers,
) {
  if (found.length === 0) return nothing;
  const blocks = found.some(({ finding }) => finding.effect === 'block');
  return html`<section class="notice ${blocks ? 'failed' : ''}" part="guard" aria-labelledby="guard-heading">
    <strong id="guard-heading" role="alert">${locale.term('guardHeading')}</strong>
    <ul>
      ${found.slice(0, most).map((one, at) => {
        const { finding, at: place } = one;
        const button = (term: Term, act: () => void, className = 'plain') =>
          html`<button type="button" class=${className} aria-describedby="guard-${at}" @click=${act}>
            ${locale.term(term)}
          </button>`;
        return html`<li data-kind=${finding.kind}>
          <p id="guard-${at}">
            <span>${locale.term(terms[finding.kind])}</span> <bdi class="muted">${placeWords(place, locale)}</bdi>
          </p>
          ${excerpt(one)}
          <p class="muted">${locale.term(finding.effect === 'block' ? 'guardBlock' : 'guardWarn')}</p>
          <p class="row">
            ${button('guardCover', () => cover([one]), 'cover')}
            ${'control' in place ? button('guardShow', () => show(one)) : nothing}
            ${finding.effect === 'block' ? nothing : button('guardLeave', () => leave(one))}
          </p>
        </li>`;
      })}
    </ul>
    ${found.length > most ? html`<p>${locale.term('guardMore', { count: found.length - most })}</p>` : nothing}
    ${
      found.length > 1
        ? html`<p class="row"><button type="button" @click=${() => cover(found)}>${locale.term('guardCoverAll')}</button></p>`
        : nothing
    }
    ${channel ? html`<p>${locale.text(channel)}</p>` : nothing}
  </section>`;
}

function placeWords(place: Found['at'], locale: LocaleController): string {
  if ('control' in place) return locale.term('guardIn', { label: place.control.label });
  return locale.term(place.part === 'name' ? 'guardInName' : 'guardInFile', { name: shownName(place.name) });
}

/** The words themselves, with some of those around them. */
function excerpt({ finding: { start, end }, text }: Found) {
  const from = Math.max(0, start - around);
  const to = Math.min(text.length, end + around);
  return html`<p class="excerpt" dir="auto">
    ${from > 0 ? '…' : ''}${text.slice(from, start)}<mark>${shownName(text.slice(start, end))}</mark>${text.slice(end, to)}${
      to < text.length ? '…' : ''
    }
  </p>`;
}
