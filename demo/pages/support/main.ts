import '@helpmark/elements/support-page/define';
import '@helpmark/elements/support-provider/define';
import { fetchSupportToken, readSession } from '../shared/session.js';

// Support as pages of the product: the list, a new ticket and each ticket at an address of its own, which a link in a mail or a chat opens.

const person = await readSession();
const provider = document.querySelector('hm-support-provider')!;
provider.person = { workspace: person.workspace, id: person.id };
provider.getToken = fetchSupportToken;
