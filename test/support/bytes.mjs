// `npm run bytes`: what each loading unit of the last build weighs, file by file and module by module.
import { describeUnits } from './loading-units.mjs';

for (const line of await describeUnits()) console.log(line);
