// The built demo in a process of its own, so that a test can end it as a power cut does and start it again.
// Arguments: the folder of its data, and `seed` where a new database is to have tickets in it.
import { startDemo } from '../../../demo/dist/server/start.js';

const [dataDir, seed] = process.argv.slice(2);
const { url } = await startDemo({ dataDir, seed: seed === 'seed' });
console.log(url);
