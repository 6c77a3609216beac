import '@helpmark/elements/support-provider/define';
import '@helpmark/elements/ticket-thread/define';
import { fetchSupportToken, readSession } from '../shared/session.js';

// A ticket by its address: the thread alone in a page of the product, as a link in a mail or a chat opens it.

const person = await readSession();
const provider = document.querySelector('hm-support-provider')!;
const thread = document.querySelector('hm-ticket-thread')!;
provider.person = { workspace: person.workspace, id: person.id };
provider.getToken = fetchSupportToken;
thread.ticketId = location.pathname.split('/').at(-1)!;

thread.addEventListener('hm-ticket-open', ({ ticket }) => location.assign(`/tickets/${ticket}`));
thread.addEventListener('hm-ticket-new', () => location.assign('/app'));
