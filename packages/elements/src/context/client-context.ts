import type { Client } from '@helpmark/client';
import { createContext } from '@lit/context';

/** The client that `hm-support-provider` and `hm-help-panel` hold for the elements inside them. */
export const clientContext = createContext<Client | undefined>(Symbol.for('helpmark-client'));
