import type { Issue } from '@helpmark/schema';
import type { HttpErrorDetails } from './http-error.js';
import { HttpError } from './http-error.js';

/** The server read what was sent and refused it (422 `invalid`): `issues` say where and why. Nothing was created or changed. */
export class ValidationError extends HttpError {
  override readonly name = 'ValidationError';
  readonly issues: Issue[];
  constructor(call: string, details: HttpErrorDetails) {
    super(call, details);
    this.issues = details.problem?.issues ?? [];
  }
}
