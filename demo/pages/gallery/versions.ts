import '@helpmark/elements/support-provider/define';
import '@helpmark/elements/ticket-list/define';
import { fetchSupportToken, readSession } from '../shared/session.js';
import './host.js';

const provider = document.querySelector('hm-support-provider')!;
const { workspace, id } = await readSession();
provider.person = { workspace, id };
provider.getToken = () => fetchSupportToken();
