import type { AttachmentRules } from '../policy/service.js';

/** Options of a question that is answered by yes or no. */
export const yesOrNo = [
  { key: 'no', label: 'No' },
  { key: 'yes', label: 'Yes' },
];

const mebibyte = 1024 * 1024;

/** Pictures, texts and documents: five a message, 10 MiB each, where a source says nothing of limits. */
export const usualAttachments: AttachmentRules = {
  accept: [
    { type: 'image/png', extensions: ['png'] },
    { type: 'image/jpeg', extensions: ['jpg', 'jpeg'] },
    { type: 'text/plain', extensions: ['txt', 'log'] },
    { type: 'application/pdf', extensions: ['pdf'] },
  ],
  maxFiles: 5,
  maxBytesPerFile: 10 * mebibyte,
  maxBytesTotal: 50 * mebibyte,
  scope: 'message',
};
