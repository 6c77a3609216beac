import { startThemeSwitch } from './shared/theme.js';

startThemeSwitch();
