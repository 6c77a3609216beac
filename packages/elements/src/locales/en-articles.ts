/** The words of guides that may answer a question, in English. */
export const enArticles = {
  guides: 'These guides may help',
  guidesFound: { one: '{count} guide may help', other: '{count} guides may help' },
  guidesNone: 'No guide fits these words.',
  guideWhole: 'Open the whole page',
  guideBack: 'Back to the guides',
  guideAsk: 'Was that the answer?',
  guideSolved: 'This solved it',
  guideUnsolved: 'I still need help',
  guideThanks: 'Good to know. Nothing was sent.',
  newTab: '(opens in a new tab)',
};
