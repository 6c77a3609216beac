/**
 * The page behind an upload link, for someone who is not signed in: plain markup, one script and one sheet from the same place, and
 * nothing else. The link's token stands behind the `#` of the address, which no browser sends to any server, and leaves the address as
 * soon as the page has it. Whoever was told the token alone, over the phone say, types it.
 */
const markup = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <meta name="color-scheme" content="light dark">
    <title>Send a file to support</title>
    <link rel="stylesheet" href="upload-links/page.css">
    <script src="upload-links/page.js" defer></script>
  </head>
  <body>
    <main>
      <h1>Send a file to support</h1>
      <p>Support has asked you for a file. Only the support team can open it. The link takes one file, and ends after that.</p>
      <noscript><p class="bad">This page needs JavaScript to send a file. Switch it on and load the page again.</p></noscript>
      <form hidden>
        <div id="code-row">
          <label for="code">Code</label>
          <input id="code" autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="code-hint">
          <p id="code-hint">As support gave it to you.</p>
        </div>
        <div>
          <label for="file">File</label>
          <input id="file" type="file" aria-describedby="status">
        </div>
        <progress max="1" value="0" aria-label="Sent so far" hidden></progress>
        <button>Send the file</button>
      </form>
      <p id="status" role="status" tabindex="-1"></p>
    </main>
  </body>
</html>
`;

const sheet = `:root { color-scheme: light dark; --ink: light-dark(#1a1f2b, #e8ebf2); --quiet: light-dark(#525b6e, #a9b2c4); }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: light-dark(#f4f6fa, #12151c); }
main { box-sizing: border-box; max-width: 32rem; margin: 8vh auto; padding: 2rem; border: 1px solid light-dark(#d6dce8, #313a4b);
  border-radius: 12px; background: light-dark(#fff, #1a1f2a); }
h1 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.25; }
form { display: grid; gap: 1.25rem; margin-top: 1.5rem; }
form[hidden], [hidden] { display: none; }
label { display: block; margin-bottom: .25rem; font-weight: 600; }
input { box-sizing: border-box; width: 100%; font: inherit; color: inherit; }
#code { padding: .6rem; border: 1px solid light-dark(#6b7488, #8b95a9); border-radius: 8px; background: transparent;
  font-family: ui-monospace, monospace; }
::file-selector-button { min-height: 44px; margin-inline-end: .75rem; padding: 0 1rem; border: 1px solid light-dark(#6b7488, #8b95a9);
  border-radius: 8px; font: inherit; color: inherit; background: transparent; cursor: pointer; }
#code-hint { margin: .25rem 0 0; font-size: .875rem; color: var(--quiet); }
progress { width: 100%; }
button { justify-self: start; min-height: 44px; padding: 0 1.25rem; border: 0; border-radius: 8px; font: inherit; font-weight: 600;
  color: light-dark(#fff, #10131a); background: light-dark(#2457d6, #8fb0ff); cursor: pointer; }
button:disabled { opacity: .6; cursor: default; }
:focus-visible { outline: 3px solid light-dark(#2457d6, #8fb0ff); outline-offset: 2px; }
#status:empty { display: none; }
.bad { color: light-dark(#a3201b, #ff9d96); }
@media (max-width: 36rem) { main { margin: 0; min-height: 100vh; border: 0; border-radius: 0; padding: 1.25rem; } }
`;

const script = `'use strict';
const part = (selector) => document.querySelector(selector);
const [form, code, field, bar, button, status] =
  ['form', '#code', '#file', 'progress', 'button', '#status'].map(part);
// The token leaves the address, and with it what a person might show or pass on.
const token = location.hash.slice(1);
if (token) {
  history.replaceState(null, '', location.pathname);
  code.value = token;
  part('#code-row').hidden = true;
}
form.hidden = false;

const say = (words, isBad) => {
  status.textContent = words;
  status.className = isBad ? 'bad' : '';
};
const fail = (words, place) => {
  say(words, true);
  bar.hidden = true;
  button.disabled = false;
  place.focus();
};
const reasonOf = (request) => {
  try {
    const problem = JSON.parse(request.responseText);
    return (problem.issues && problem.issues[0] && problem.issues[0].message) || problem.detail || problem.title;
  } catch {
    return '';
  }
};
const answers = (request, file) => {
  if (request.status === 204) {
    form.remove();
    say(file.name + ' has arrived. You can close this page.', false);
    status.focus();
  } else if (request.status === 404) {
    part('#code-row').hidden = false;
    fail('This link was used, has ended, or is not complete. Ask support for another one.', code);
  } else if (request.status === 429 || request.status >= 500) {
    fail('Support cannot take the file just now. Nothing is lost: try again in a minute.', button);
  } else {
    fail('The file was not taken. ' + reasonOf(request), field);
  }
};

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const file = field.files[0];
  if (!code.value.trim()) return fail('Write the code that support gave you.', code);
  if (!file) return fail('Choose the file that support asked for.', field);
  say('The file is being sent. Keep this page open.', false);
  button.disabled = true;
  bar.hidden = false;
  const request = new XMLHttpRequest();
  request.open('POST', 'upload-links');
  request.setRequestHeader('Authorization', 'Bearer ' + code.value.trim());
  request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
  const name = encodeURIComponent(file.name).replace(/['()*]/g, (sign) => '%' + sign.charCodeAt(0).toString(16));
  request.setRequestHeader('Content-Disposition', "attachment; filename*=UTF-8''" + name);
  request.upload.addEventListener('progress', (sent) => { if (sent.lengthComputable) bar.value = sent.loaded / sent.total; });
  request.addEventListener('load', () => answers(request, file));
  request.addEventListener('error', () => fail('The file could not be sent. Look at your connection and try again.', button));
  request.send(file);
});
`;

const policy = [
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'",
  "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
].join('; ');

/** The parts of the page by their paths. */
export const linkPage: Record<string, { type: string; text: string }> = {
  '/v1/upload-links': { type: 'text/html; charset=utf-8', text: markup },
  '/v1/upload-links/page.css': { type: 'text/css; charset=utf-8', text: sheet },
  '/v1/upload-links/page.js': { type: 'text/javascript; charset=utf-8', text: script },
};

/** Answers with a part of the page. */
export function sendLinkPage({ type, text }: { type: string; text: string }): Response {
  return new Response(text, {
    headers: { 'Content-Type': type, 'Content-Security-Policy': policy, 'Referrer-Policy': 'no-referrer' },
  });
}
