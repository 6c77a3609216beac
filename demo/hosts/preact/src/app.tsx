import { useState } from 'preact/hooks';
import '@helpmark/elements/help-button/define';

const person = { workspace: 'acme', id: 'ada' };
const getToken = async () => (await fetch('/support-token', { method: 'POST' })).text();

export function App() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <h1>Preact</h1>
      <p>{open ? 'Help is open' : 'Help is closed'}</p>
      <hm-help-button
        base-url="/support"
        person={person}
        getToken={getToken}
        onhm-panel-opened={() => setOpen(true)}
        onhm-panel-closed={() => setOpen(false)}
      />
    </>
  );
}
