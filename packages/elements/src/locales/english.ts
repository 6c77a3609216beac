import { enActions } from './en-actions.js';
import { enArticles } from './en-articles.js';
import { enAttachments } from './en-attachments.js';
import { enEditor } from './en-editor.js';
import { enEvidence } from './en-evidence.js';
import { enExtras } from './en-extras.js';
import { enFilters } from './en-filters.js';
import { enGuard } from './en-guard.js';
import { enLate } from './en-late.js';
import { enMovable } from './en-movable.js';
import { enPage } from './en-page.js';
import { enQuestions } from './en-questions.js';
import { enThread } from './en-thread.js';
import { enWays } from './en-ways.js';
import { en } from './en.js';

/** All words in English, for types and tests: an element takes in the parts that it says. */
export const english = {
  ...en,
  ...enActions,
  ...enArticles,
  ...enAttachments,
  ...enEditor,
  ...enEvidence,
  ...enExtras,
  ...enFilters,
  ...enGuard,
  ...enLate,
  ...enMovable,
  ...enPage,
  ...enQuestions,
  ...enThread,
  ...enWays,
};
