import type { Client } from '@helpmark/client';
import { createContext } from '@lit/context';

/** The client that `hm-support-provider` holds for the elements inside it. */
export const clientContext = createContext<Client | undefined>(Symbol.for('helpmark-client'));
