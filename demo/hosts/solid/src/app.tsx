import { createSignal } from 'solid-js';
import '@helpmark/elements/help-button/define';

const person = { workspace: 'acme', id: 'ada' };
const getToken = async () => (await fetch('/support-token', { method: 'POST' })).text();

export function App() {
  const [open, setOpen] = createSignal(false);
  return (
    <>
      <h1>Solid</h1>
      <p>{open() ? 'Help is open' : 'Help is closed'}</p>
      <hm-help-button
        base-url="/support"
        prop:person={person}
        prop:getToken={getToken}
        on:hm-panel-opened={() => setOpen(true)}
        on:hm-panel-closed={() => setOpen(false)}
      />
    </>
  );
}
