import { useState } from 'react';
import { HelpButton } from '@helpmark/react';

const person = { workspace: 'acme', id: 'ada' };
const getToken = async () => (await fetch('/support-token', { method: 'POST' })).text();

export function App() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <h1>React</h1>
      <p>{open ? 'Help is open' : 'Help is closed'}</p>
      <HelpButton
        base-url="/support"
        person={person}
        getToken={getToken}
        onPanelOpened={() => setOpen(true)}
        onPanelClosed={() => setOpen(false)}
      />
    </>
  );
}
