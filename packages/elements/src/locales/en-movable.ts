/** The words of a help button that can be moved, in English. */
export const enMovable = {
  moveButton: 'Move the help button to another corner',
};
