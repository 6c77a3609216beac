const one = (selector) => document.querySelector(selector);
const hear = ({ type }) => (one('#heard').textContent += ` ${type}`);

const help = one('#help');
const words = one('#words');
help.addEventListener('hm-panel-open', (event) => {
  event.preventDefault();
  hear(event);
});
for (const name of ['lowerevent', 'camelEvent', 'kebab-event']) help.addEventListener(name, hear);

let round = 0;
function draw() {
  const number = round;
  words.textContent = `Words ${number}`;
  help.setAttribute('label', `Help ${number}`);
  help.person = { workspace: 'acme', id: `person-${number}` };
  help.prefill = { hidden: { tags: ['beta', `round-${number}`] } };
  help.getToken = () => `token-${number}`;
}
draw();
one('#next').onclick = () => {
  round += 1;
  draw();
};
one('#toggle').onclick = () => (help.isConnected ? help.remove() : one('#place').append(help));
one('#define').onclick = () => {
  const script = document.createElement('script');
  script.type = 'module';
  script.src = 'helpmark/launcher.js';
  document.head.append(script);
};
