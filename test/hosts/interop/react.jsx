'use client';
import * as react from 'react';
import { createComponent } from '@lit/react';
import { StatusBadgeElement } from '@helpmark/elements/status-badge';
import '@helpmark/elements/status-badge/define';
import { SupportProvider, TicketTimeline } from '@helpmark/react';
import { define, givenIn } from './given';

/** The badge with events that it does not send by itself, in the three ways to name one. */
const Badge = createComponent({
  react,
  tagName: 'hm-status-badge',
  elementClass: StatusBadgeElement,
  events: { onLower: 'lowerevent', onCamel: 'camelEvent', onKebab: 'kebab-event' },
});

/** The tag itself: the component would bring the definition. */
function LateButton({ label, person, prefill, getToken, onPanelOpen, children }) {
  const help = react.useRef(null);
  react.useLayoutEffect(() => void Object.assign(help.current, { person, prefill, getToken }), [person, prefill, getToken]);
  react.useEffect(() => {
    const element = help.current;
    element.addEventListener('hm-panel-open', onPanelOpen);
    return () => element.removeEventListener('hm-panel-open', onPanelOpen);
  }, [onPanelOpen]);
  return (
    <hm-help-button ref={help} id="help" base-url="/support" label={label}>
      {children}
    </hm-help-button>
  );
}

export default function Interop() {
  const [round, setRound] = react.useState(0);
  const [shown, setShown] = react.useState(true);
  const [heard, setHeard] = react.useState([]);
  const given = react.useMemo(() => givenIn(round), [round]);
  const hear = react.useCallback(({ type }) => setHeard((before) => [...before, type]), []);
  const refuse = react.useCallback(
    (event) => {
      event.preventDefault();
      hear(event);
    },
    [hear],
  );
  const { label, person, prefill, getToken, items, odd } = given;
  return (
    <>
      <button id="next" onClick={() => setRound(round + 1)}>
        Next
      </button>
      <button id="toggle" onClick={() => setShown(!shown)}>
        Toggle
      </button>
      <button id="define" onClick={() => void define()}>
        Define
      </button>
      <p id="heard">{heard.join(' ')}</p>
      {shown && (
        <>
          <SupportProvider id="provider" base-url={`/support-${round}`} person={person} getToken={getToken}>
            <Badge id="badge" label={label} onLower={hear} onCamel={hear} onKebab={hear}>
              <b>{`Child ${round}`}</b>
            </Badge>
            <TicketTimeline id="timeline" items={items} earlier={odd} />
          </SupportProvider>
          <LateButton label={label} person={person} prefill={prefill} getToken={getToken} onPanelOpen={refuse}>
            <p slot="sign-in">{`Words ${round}`}</p>
          </LateButton>
        </>
      )}
    </>
  );
}
