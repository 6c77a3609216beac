/** What button, list and thread say of what is new, in English. */
export const enUnread = {
  unread: { one: '{count} new message', other: '{count} new messages' },
};
