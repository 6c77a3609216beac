// Runs before the commands that need what is installed, so that none needs another command first.
import { install, isInstalled, nodeComplaint } from './install.mjs';
import { root } from './results.mjs';

const complaint = nodeComplaint() ?? (isInstalled(root) ? undefined : install(root));
if (complaint !== undefined) {
  console.error(complaint);
  process.exitCode = 1;
}
