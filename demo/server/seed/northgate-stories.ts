import type { Story } from './story.js';
import { answers } from './story.js';

/** What the people of Northgate asked in the last two weeks. */
export const northgateStories: Story[] = [
  {
    by: 'tomas-lindholm',
    ago: { days: 13, hours: 3 },
    ticket: {
      type: 'account',
      subject: 'Invitation for our new roaster has expired',
      body: 'We invited Sanna on the 2nd. She opened the mail today and the link says that it is no longer valid. I see no way to send it again.',
      fields: answers('Sanna cannot sign in, so her batches are recorded under my name.', 'She starts on Monday.', 'slowed', {
        concernsUser: 'yes',
        affectedUser: 'Sanna, new roaster',
      }),
    },
    steps: [
      { by: 'lena-castellan', ago: { days: 13, hours: 2 }, change: { assignee: 'lena-castellan', status: 'in-progress' } },
      {
        by: 'lena-castellan',
        ago: { days: 13, hours: 1, minutes: 40 },
        reply:
          'Hello Tomas, invitations end after seven days. I have sent Sanna a new one just now; it is good until next Saturday.\n\nYou can do the same yourself under Roastery, People: the three dots beside her name, then “Send again”.',
      },
      { by: 'lena-castellan', ago: { days: 13, hours: 1, minutes: 39 }, change: { status: 'resolved' } },
      { by: 'tomas-lindholm', ago: { days: 12, hours: 22 }, reply: 'She is in. Thank you, that was quick.' },
      { by: 'tomas-lindholm', ago: { days: 12, hours: 22 }, action: 'confirm' },
      { by: 'lena-castellan', ago: { days: 12, hours: 20 }, read: true },
    ],
  },
  {
    by: 'maren-okafor',
    ago: { days: 9, hours: 5 },
    ticket: {
      type: 'billing',
      subject: 'October invoice lists a second site we do not have',
      body: 'The invoice of 31 October has a line “Additional site, Harbour Road”. We have one roastery. Harbour Road was the trial that we ended in August.',
      fields: answers('Our bookkeeper holds the payment until it is clear.', 'Payment is due at the end of the month.', 'no'),
    },
    steps: [
      { by: 'lena-castellan', ago: { days: 9, hours: 4 }, change: { assignee: 'lena-castellan', status: 'in-progress' } },
      {
        by: 'lena-castellan',
        ago: { days: 8, hours: 23 },
        note: 'The trial site was never switched off on our side, so billing is right by its own lights. Credit note agreed with finance.',
      },
      {
        by: 'lena-castellan',
        ago: { days: 8, hours: 22 },
        reply:
          'Hello Maren, you are right, and I am sorry. The Harbour Road site was still active in our books. It is off now, and a credit note for the line is on its way to your bookkeeper. The corrected invoice is under Roastery, Invoices.',
      },
      { by: 'lena-castellan', ago: { days: 8, hours: 22 }, change: { status: 'resolved' } },
      { by: 'maren-okafor', ago: { days: 7, hours: 2 }, action: 'confirm' },
      { by: 'maren-okafor', ago: { days: 7, hours: 2 }, read: true },
    ],
  },
  {
    by: 'tomas-lindholm',
    ago: { days: 5, hours: 6 },
    ticket: {
      type: 'roadmap',
      subject: 'Plan two shifts in one day',
      body: 'From January we roast from 05:00 to 21:00 with two crews. The plan shows one day as one block. It would help to see where the shift changes and who is on.',
      fields: answers('Planner and both crews, about nine people.', 'We start the second shift on 12 January.', 'no'),
    },
    steps: [
      {
        by: 'idris-bahari',
        ago: { days: 4, hours: 3 },
        reply:
          'Hello Tomas, thank you: you are the third roastery this quarter to ask. I have passed it to the people who make the plan, with your hours. I write here when there is something to try.',
      },
      { by: 'idris-bahari', ago: { days: 4, hours: 3 }, change: { assignee: 'idris-bahari', status: 'on-hold' } },
      { by: 'tomas-lindholm', ago: { days: 4 }, read: true },
    ],
  },
  {
    by: 'maren-okafor',
    ago: { days: 2, hours: 4 },
    ticket: {
      type: 'integrations',
      subject: 'Shop orders arrive twice since Tuesday',
      body: 'Every order from the web shop is in the order list two times, a few seconds apart, with two numbers.',
      fields: answers(
        'Packing has to compare each order by hand. Two parcels have gone out twice.',
        'Before the weekend, when most shop orders come in.',
        'slowed',
        {
          expected: 'One order in Emberlot for each order in the shop.',
          actual: 'Two orders with different numbers and the same contents. 8829 and 8830 are such a pair.',
        },
      ),
    },
    steps: [
      {
        by: 'idris-bahari',
        ago: { days: 2, hours: 3 },
        change: { assignee: 'idris-bahari', status: 'in-progress', priority: 'high' },
      },
      {
        by: 'idris-bahari',
        ago: { days: 2, hours: 2, minutes: 10 },
        note: 'Two webhooks are registered for this shop, the second since Tuesday 09:12, made from their side. Not our delivery retry.',
      },
      {
        by: 'idris-bahari',
        ago: { days: 2, hours: 2 },
        reply:
          'Hello Maren, your shop announces each order to us on two connections; the second was made on Tuesday at 09:12. Did someone connect Emberlot to the shop again that morning?\n\nIf you agree, I switch off the newer one and merge the pairs that have not been packed yet. There are eleven.',
      },
      { by: 'idris-bahari', ago: { days: 2, hours: 2 }, change: { status: 'waiting' } },
    ],
  },
  {
    by: 'tomas-lindholm',
    ago: { days: 1, hours: 20 },
    ticket: {
      type: 'files',
      subject: 'Green stock export writes weights with a comma',
      body: 'Our bookkeeping refuses the file, because it reads 1380,5 as two columns.',
      fields: answers('I correct the file by hand, about 60 lines a week.', 'The next stock-taking is on the 28th.', 'slowed', {
        expected: 'A point in the weights, or a semicolon between the columns.',
        actual: 'A comma in both places.',
      }),
    },
    steps: [
      { by: 'lena-castellan', ago: { days: 1, hours: 18 }, change: { assignee: 'lena-castellan', status: 'in-progress' } },
      {
        by: 'lena-castellan',
        ago: { days: 1, hours: 3 },
        reply:
          'Hello Tomas, this is mended since this morning: exports now take the separator from Roastery, Formats, and yours is set to “point”. Please export once more and tell me whether your bookkeeping takes it.',
      },
      { by: 'lena-castellan', ago: { days: 1, hours: 3 }, change: { status: 'resolved' } },
    ],
  },
  {
    by: 'maren-okafor',
    ago: { hours: 5, minutes: 20 },
    ticket: {
      type: 'bug',
      subject: 'Curve of Drum 1 stops for half a minute after first crack',
      body: 'It began with the update on Thursday. Drum 2 is fine. I have restarted the tablet and the bridge.',
      fields: answers(
        'I drop by ear and nose in the meantime. Two batches of Guji came out darker than planned.',
        'We roast 300 kg of Guji before noon tomorrow.',
        'stopped',
        {
          expected: 'The curve goes on to the drop, one point every second.',
          actual:
            'It freezes 10 to 15 seconds after first crack, stays so for about 30 seconds, then jumps to where the beans are.',
        },
      ),
    },
    steps: [
      { by: 'idris-bahari', ago: { hours: 4, minutes: 50 }, change: { assignee: 'idris-bahari', status: 'in-progress' } },
      {
        by: 'idris-bahari',
        ago: { hours: 4, minutes: 40 },
        reply:
          'Hello Maren, I see the gap in the raw data of B-2215 and B-2217 as well, so it is not your tablet. The points are all recorded; it is their way to the screen that stalls. I am going through Thursday’s changes with the people who built the bridge.',
      },
      {
        by: 'maren-okafor',
        ago: { hours: 4, minutes: 5 },
        reply: 'Good to know that nothing is missing. B-2219 goes in at half past, I can watch for anything you like.',
      },
      {
        by: 'idris-bahari',
        ago: { hours: 2, minutes: 30 },
        note: 'Reproduced with a recorded curve: the smoothing waits for a full window after each mark. Fix is in review, build tonight.',
      },
      {
        by: 'idris-bahari',
        ago: { minutes: 35 },
        reply:
          'Found: since Thursday the smoothing waits for 30 seconds of new points after every mark, first crack among them. A corrected bridge is being tested now and reaches you tonight.\n\nUntil then, switch “Smooth curve” off for Drum 1 under Drums, Display. The line is rougher, but it does not stop.',
      },
    ],
  },
];
