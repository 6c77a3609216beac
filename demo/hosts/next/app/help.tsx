'use client';
import { useState } from 'react';
import { HelpButton } from '@helpmark/react';

const getToken = async () => (await fetch('/support-token', { method: 'POST' })).text();

export function Help({ person }: { person: { workspace: string; id: string } }) {
  const [open, setOpen] = useState(false);
  return (
    <>
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
