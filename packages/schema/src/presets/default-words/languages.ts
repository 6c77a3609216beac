import type { DefaultWords } from '../default-english.js';
import { ar } from './ar.js';
import { de } from './de.js';
import { es } from './es.js';
import { fr } from './fr.js';
import { he } from './he.js';
import { hi } from './hi.js';
import { it } from './it.js';
import { ja } from './ja.js';
import { ko } from './ko.js';
import { nl } from './nl.js';
import { pl } from './pl.js';
import { pt } from './pt.js';
import { tr } from './tr.js';
import { uk } from './uk.js';
import { zh } from './zh.js';

/** The texts of the default preset in each language besides English. */
export const languages: Record<string, DefaultWords> = { ar, de, es, fr, he, hi, it, ja, ko, nl, pl, pt, tr, uk, zh };
