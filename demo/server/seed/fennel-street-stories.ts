import type { Story } from './story.js';
import { answers } from './story.js';

/** What Priya of Fennel Street asked in the last two weeks. Jonas never asked anything, so his list is empty. */
export const fennelStreetStories: Story[] = [
  {
    by: 'priya-raman',
    ago: { days: 11, hours: 7 },
    ticket: {
      type: 'security',
      subject: 'Questionnaire from our hotel customer',
      body: 'A hotel group buys from us from spring on and wants to know where our suppliers keep data, and for how long. May I send you their 14 questions?',
      fields: answers('Only me. The contract waits for it.', 'They want the answers by the 30th.', 'no', {
        neededBy: '2026-11-30',
      }),
    },
    steps: [
      { by: 'ruth-almeida', ago: { days: 11, hours: 2 }, change: { assignee: 'ruth-almeida', status: 'in-progress' } },
      {
        by: 'ruth-almeida',
        ago: { days: 11, hours: 2 },
        reply:
          'Hello Priya, of course. Most of the 14 are answered in our security overview, which is under Roastery, Documents. Write the ones that it leaves open into this ticket and I answer them one by one.',
      },
      {
        by: 'priya-raman',
        ago: { days: 10, hours: 5 },
        reply: 'Three are left: where backups are kept, who may see our recipes, and how long you keep curves after we leave.',
      },
      {
        by: 'ruth-almeida',
        ago: { days: 10, hours: 1 },
        note: 'The third needs a word from legal: the contract says 90 days, the overview says 60.',
      },
      {
        by: 'ruth-almeida',
        ago: { days: 10 },
        reply:
          'Thank you. The first two I can answer today and do so below; for the third I want the exact number of days from our lawyers.\n\nBackups: in the same country as the data, encrypted, kept for 35 days.\nRecipes: the people of your roastery, and two of ours who are named in your contract, only when you ask for help.',
      },
      { by: 'ruth-almeida', ago: { days: 10 }, change: { status: 'on-hold' } },
      { by: 'priya-raman', ago: { days: 9, hours: 20 }, read: true },
    ],
  },
  {
    by: 'priya-raman',
    ago: { hours: 27 },
    ticket: {
      type: 'credits',
      subject: 'Sample roasts count as curve analyses',
      body: 'We are at 286 of 400 in the third week. More than a hundred of these are 100 g samples, which we never asked to have analysed.',
      fields: answers(
        'We will run out around the 27th and lose analyses for the shop batches.',
        'Before we reach the limit next week.',
        'no',
      ),
    },
    steps: [],
  },
  {
    by: 'priya-raman',
    ago: { hours: 2, minutes: 15 },
    ticket: {
      type: 'incident',
      subject: 'Plan is blank on the shop tablet',
      fields: answers(
        'Nobody in the shop can see what to roast next. Jonas works from a paper note.',
        'Now: the market order has to be in the drum within two hours.',
        'stopped',
        {
          expected: 'The plan of the day, as on my laptop.',
          actual: 'A white page below the header, on both tablets, since about lunch.',
        },
      ),
    },
    steps: [
      { by: 'lena-castellan', ago: { hours: 2, minutes: 8 }, change: { assignee: 'lena-castellan', status: 'in-progress' } },
      {
        by: 'lena-castellan',
        ago: { hours: 2 },
        reply:
          'Hello Priya, I am on it. Your laptop shows the right plan, so you can go by that one. Which version does the tablet show under Roastery, About?',
      },
      { by: 'priya-raman', ago: { hours: 1, minutes: 50 }, reply: '4.18.2 on both. The laptop says 4.19.0.' },
      {
        by: 'lena-castellan',
        ago: { hours: 1, minutes: 20 },
        note: '4.18.2 cannot read plans with a held batch once 4.19.0 saved them. Eleven other roasteries have tablets on 4.18. Ruth informed.',
      },
    ],
  },
];
