import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Policy, Ticket } from '@helpmark/schema';
import { clientPortalPolicy } from '@helpmark/schema/presets/client-portal';
import { consumerPlansPolicy } from '@helpmark/schema/presets/consumer-plans';
import { defaultPolicy } from '@helpmark/schema/presets/default';
import { managedWorkspacePolicy } from '@helpmark/schema/presets/managed-workspace';
import { severityHoursPolicy } from '@helpmark/schema/presets/severity-hours';
import { siteLicencePolicy } from '@helpmark/schema/presets/site-licence';
import { inEveryEngine } from '../support/e2e/engines.js';
import { newJourney } from '../support/e2e/journey.js';
import type { PresetStage, StaffWork } from '../support/e2e/preset-stage.js';
import { day, hour, inPanel, minute, openHelp, openTicket, reply, staffOf, startPreset } from '../support/e2e/preset-stage.js';
import type { Screen } from '../support/e2e/screen.js';

const { button, field, heading, list, option } = inPanel;

/** All that a journey walks with. */
interface Walk {
  step: ReturnType<typeof newJourney>;
  /** What Ada sees. */
  screen: () => Screen;
  stage: () => PresetStage;
  staff: () => StaffWork;
}

/** Describes one journey by a preset, in Chromium. */
function journey(name: string, policy: Policy, define: (walk: Walk) => void, plan?: string): void {
  describe(`A ticket by the preset ${name}`, () => {
    inEveryEngine(
      ({ newScreen }) => {
        let screen: Screen;
        let stage: PresetStage;
        before(async () => {
          stage = await startPreset(policy, plan);
          screen = await newScreen();
        });
        after(() => stage.close());
        const step = newJourney();
        define({ step, screen: () => screen, stage: () => stage, staff: () => staffOf(stage) });
        step('asks for nothing that the strictest page forbids', () => assert.deepEqual(stage.violations, []));
      },
      ['chromium'],
    );
  });
}

journey('default', defaultPolicy, ({ step, screen, stage, staff }) => {
  const subject = 'The invoice of May has the wrong address';
  const second = 'The invoice of June has it too';
  const fill = async (summary: string) => {
    await screen().choose(list(/^What is it about/), 'Billing');
    await screen().fill(field(/^Summary/), summary);
    await screen().fill(field(/^Details/), 'It should go to the new office.');
    await screen().fill(field(/^Impact/), 'Accounting cannot book it.');
    await screen().check(option('No', /^Is work held up/));
    await screen().fill(field(/^Urgency/), 'By the end of the month.');
    await screen().click(button('Send ticket'));
    await screen().see(heading(summary));
  };

  step('is created from the four questions that every ticket answers', async () => {
    await openHelp(screen(), stage());
    await fill(subject);
    await screen().seeText('Sent. Your number is HM-000001.');
    await screen().seeText('Normal');
  });

  step('waits for the person as long as it takes: nothing is timed', async () => {
    await stage().pass(hour);
    await staff().ask(subject, 'Which address is the right one?');
    assert.equal(await stage().pass(60 * day), 0);
    await openTicket(screen(), stage(), subject);
    await screen().seeText('We asked you something and go on when you answer.');
  });

  step('goes on with a reply', async () => {
    await reply(screen(), 'Harbour Street 4.');
    await screen().seeText('Someone is working on it.');
    await staff().assertStatus(subject, 'in-progress');
  });

  step('is closed when the person confirms the solution', async () => {
    await stage().pass(hour);
    await staff().change(subject, { status: 'resolved' });
    await openTicket(screen(), stage(), subject);
    await screen().click(button('Yes, it is solved'));
    await screen().seeText('Complete; nothing further happens.');
    await staff().assertStatus(subject, 'closed');
  });

  step('is not reopened: a new ticket about it is offered, and the two name each other', async () => {
    await stage().pass(minute);
    await openTicket(screen(), stage(), subject);
    await screen().see(button('Send a new ticket about this one'));
    await screen().seeGone(button('No, still broken'));
    await screen().click(button('Send a new ticket about this one'));
    await fill(second);
    await screen().click(button('Follows HM-000001'));
    await screen().see(heading(subject));
    await screen().see(button('Goes on in HM-000002'));
    await staff().assertStatus(subject, 'closed');
  });
});

journey('managed-workspace', managedWorkspacePolicy, ({ step, screen, stage, staff }) => {
  const subject = 'Runs of the intake agent end half way';

  step('is created with its priority decided from the answers [0-23]', async () => {
    await openHelp(screen(), stage());
    await screen().choose(list(/^What is it about/), 'Bug');
    await screen().fill(field(/^Short summary/), subject);
    await screen().fill(field(/^Expected behavior/), 'Runs come to their end.');
    await screen().fill(field(/^Actual behavior/), 'They stop at the third step.');
    await screen().fill(field(/^Impact/), 'Nobody in the intake team can work.');
    await screen().check(option('It is blocked', /^What does it do to the work/));
    await screen().check(option('No', /^Is there a workaround/));
    await screen().fill(field(/^Urgency/), 'Customers wait.');
    await screen().check(option(/^Now/, /^How soon does it matter/));
    await screen().click(button('Send ticket'));
    // What would help is asked for once, and stops nobody.
    await screen().seeText('Some of what helps us is missing.');
    await screen().click(button('Send ticket'));
    await screen().see(heading(subject));
    await screen().seeText('P1');
  });

  step('waits with two follow-ups, and may be closed after ten days, which only staff see', async () => {
    await stage().pass(hour);
    await staff().ask(subject, 'Which run was it?');
    assert.equal(await stage().pass(4 * day), 1);
    await openTicket(screen(), stage(), subject);
    await screen().seeText('We asked again for an answer');
    assert.equal(await stage().pass(4 * day), 1);
    assert.equal(await stage().pass(2 * day - minute), 0);
    assert.equal(await stage().pass(minute), 1);
    assert.equal((await staff().ticket(subject)).closeSuggested, true);
    await openTicket(screen(), stage(), subject);
    const text = await screen().text();
    assert.equal(text.split('We asked again for an answer').length - 1, 2);
    assert.match(text, /Waiting for you/);
  });

  step('goes on with a reply, which takes the suggestion back', async () => {
    await stage().pass(minute);
    await reply(screen(), 'The one of Monday at nine.');
    await staff().assertStatus(subject, 'in-progress');
    assert.notEqual((await staff().ticket(subject)).closeSuggested, true);
    assert.equal(await stage().pass(60 * day), 0);
  });

  step('is closed by staff, of which the person learns', async () => {
    await staff().change(subject, { status: 'closed' });
    await openTicket(screen(), stage(), subject);
    await screen().seeText('Nobody works on it any more.');
  });

  step('is reopened by a reply, however late [0-36]', async () => {
    await stage().pass(400 * day);
    await openTicket(screen(), stage(), subject);
    await screen().seeText('Your message reopens the ticket.');
    await reply(screen(), 'It is back.');
    await screen().seeText('Someone investigates it.');
    await staff().assertStatus(subject, 'in-progress');
  });
});

journey('site-licence', siteLicencePolicy, ({ step, screen, stage, staff }) => {
  const subject = 'The update to 4.2 fails each time';

  step('is created with product, site, licence and time', async () => {
    await openHelp(screen(), stage());
    await screen().check(option(/^Installing or updating/, /^What is it about/));
    await screen().fill(field(/^Problem statement/), 'The update stops at 60 percent since we moved to the new host.');
    await screen().fill(field(/^Problem(?! statement)/), subject);
    await screen().fill(field(/^Product name/), 'Backup Pro');
    await screen().fill(field(/^Site URL/), 'https://shop.example');
    await screen().fill(field(/^License key/), 'Agency plan');
    await screen().fill(field(/^Approximate time/), '2026-11-20T08:30');
    await screen().check(option('Staging', /^Where did it happen/));
    await screen().fill(field(/^Expected result/), 'The update ends.');
    await screen().fill(field(/^Actual result/), 'It stops.');
    await screen().fill(
      { role: 'textbox', name: 'Step 1', within: { role: 'group', name: /^Steps already tried/ } },
      'Tried again',
    );
    await screen().fill(
      { role: 'textbox', name: 'Step 1', within: { role: 'group', name: /^Steps to reproduce/ } },
      'Press update',
    );
    await screen().click(button('Send ticket'));
    await screen().seeText('Some of what helps us is missing.');
    await screen().click(button('Send ticket'));
    await screen().see(heading(subject));
  });

  step('waits for more context without being timed', async () => {
    await stage().pass(hour);
    await staff().ask(subject, 'Which host is it?');
    assert.equal(await stage().pass(60 * day), 0);
    await openTicket(screen(), stage(), subject);
    await screen().seeText('More context needed');
  });

  step('goes on with a reply in the same thread', async () => {
    await reply(screen(), 'The one in Oslo.');
    await staff().assertStatus(subject, 'in-progress');
  });

  step('is marked resolved by the person, who then confirms it [1-16]', async () => {
    await screen().click(button('It is solved'));
    await screen().seeText('Is it solved for you?');
    await staff().assertStatus(subject, 'resolved');
    await screen().click(button('Yes, it is solved'));
    await screen().seeText('Complete, and kept as history for similar cases.');
    await staff().assertStatus(subject, 'closed');
  });

  step('is reopened if the same problem comes back, however late', async () => {
    await stage().pass(400 * day);
    await openTicket(screen(), stage(), subject);
    await screen().click(button('No, still broken'));
    await screen().seeText('Someone is working on it.');
    await staff().assertStatus(subject, 'in-progress');
    assert.equal((await staff().events(subject)).at(-1)?.author?.id, 'ada');
  });
});

journey('client-portal', clientPortalPolicy, ({ step, screen, stage, staff }) => {
  const subject = 'The export has no header';
  const second = 'The export has no footer';
  const input = { type: 'bug', fields: {}, onBehalfOf: 'ada' };

  step('is not for the client to create: nothing offers it, and the server refuses it [2-40]', async () => {
    await openHelp(screen(), stage());
    await screen().seeText('New tickets cannot be sent from this account.');
    await screen().seeGone(button('Send ticket'));
    await screen().seeGone(button('New ticket'));
    const sent = await stage().handler.as({ id: 'ada' }).post('/v1/tickets', { subject, type: 'bug', fields: {}, body: 'Mine.' });
    assert.equal(sent.status, 403);
  });

  step('is created by staff on behalf of the client, who sees it once it is shared [2-41]', async () => {
    const { requester } = await staff().create({ ...input, subject, body: 'The first line is missing.' });
    assert.equal(requester.id, 'ada');
    await screen().seeText('No tickets yet.');
    await staff().change(subject, { shared: true });
    await openTicket(screen(), stage(), subject);
    await screen().seeText('The first line is missing.');
  });

  step('waits for the client without being timed', async () => {
    await stage().pass(hour);
    await staff().reply(subject, 'Do you need it for the old exports too?');
    assert.equal(await stage().pass(60 * day), 0);
    await openTicket(screen(), stage(), subject);
    await screen().seeText('Do you need it for the old exports too?');
    await screen().seeText('In Progress');
  });

  step('takes a reply of the client', async () => {
    await reply(screen(), 'No, from now on is enough.');
    await staff().assertStatus(subject, 'in-progress');
  });

  step('is closed when the client confirms the solution', async () => {
    await stage().pass(hour);
    await staff().change(subject, { status: 'resolved' });
    await openTicket(screen(), stage(), subject);
    await screen().click(button('Yes, it is solved'));
    await screen().seeText('Confirmed as resolved, with nothing left to do.');
    await staff().assertStatus(subject, 'closed');
  });

  step('is not reopened: what comes next is a ticket that staff link to it', async () => {
    await stage().pass(minute);
    const client = stage().handler.as({ id: 'ada' });
    const { id } = await staff().ticket(subject);
    await openTicket(screen(), stage(), subject);
    await screen().seeText('Confirmed as resolved, with nothing left to do.');
    await screen().seeGone(button('No, still broken'));
    await screen().seeGone(field('Your message'));
    const { version } = (await client.get<Ticket>(`/v1/tickets/${id}`)).body;
    assert.equal((await client.post(`/v1/tickets/${id}/actions`, { action: 'reopen' }, { version })).status, 403);
    await staff().create({ ...input, subject: second, body: 'The last line is missing.', relatedTo: id });
    await staff().change(second, { shared: true });
    await openTicket(screen(), stage(), second);
    await screen().click(button('Follows HM-000001'));
    await screen().see(button('Goes on in HM-000002'));
  });
});

journey('severity-hours', severityHoursPolicy, ({ step, screen, stage, staff }) => {
  const subject = 'The analytics report cannot be downloaded';

  step(
    'is created with a severity, on a Friday half an hour before closing, and says when to expect an answer [3-12]',
    async () => {
      await stage().pass(8.5 * hour);
      assert.equal(stage().handler.now().toISOString(), '2026-11-20T17:30:00.000Z');
      await openHelp(screen(), stage());
      await screen().check(option('Break-fix', /^What is it about/));
      await screen().fill(field(/^Summary/), subject);
      await screen().fill(field(/^Details/), 'The button does nothing since this morning.');
      await screen().check(option('Production', /^Where does it happen/));
      await screen().check(option('S1 (High)', /^How severe is it/));
      await screen().click(button('Send ticket'));
      await screen().see(heading(subject));
      // Monday 09:30 in London, as Ada in Berlin reads it.
      assert.match(await screen().text(), /Reply expected by 23 Nov, 10:30/);
    },
  );

  step('waits for the person once the team has answered and validated the severity [3-16]', async () => {
    await stage().pass(10 * minute);
    await staff().ask(subject, 'Which browser is it?');
    await staff().change(subject, { priority: 's2', reason: 'Reports arrive by mail as well.' });
    assert.equal(await stage().pass(60 * day), 0);
    await openTicket(screen(), stage(), subject);
    await screen().seeText('The team asked you something and goes on when you answer.');
    await screen().seeText('S2 (Medium)');
    await screen().seeText('Reports arrive by mail as well.');
    const { severity, priority } = await staff().ticket(subject);
    assert.deepEqual([severity, priority], ['s1', 's2']);
  });

  step('goes on with a reply', async () => {
    await reply(screen(), 'Every one of them.');
    await staff().assertStatus(subject, 'in-progress');
  });

  step('is closed when the person confirms the solution', async () => {
    await stage().pass(hour);
    await staff().change(subject, { status: 'resolved' });
    await openTicket(screen(), stage(), subject);
    await screen().click(button('Yes, it is solved'));
    await screen().seeText('Complete.');
    await staff().assertStatus(subject, 'closed');
  });

  step('is reopened, however late', async () => {
    await stage().pass(400 * day);
    await openTicket(screen(), stage(), subject);
    await screen().click(button('No, still broken'));
    await screen().seeText('The team works on it by the priority it decided.');
    await staff().assertStatus(subject, 'in-progress');
  });
});

journey(
  'consumer-plans',
  consumerPlansPolicy,
  ({ step, screen, stage, staff }) => {
    const subject = 'Uploads stop half way';
    const second = 'Uploads stop half way once more';
    const fill = async (summary: string) => {
      await screen().choose(list(/^What is it about/), 'General support');
      await screen().fill(field(/^Subject/), summary);
      await screen().fill(field(/^What happened/), 'The bar stays at 50 percent.');
      await screen().click(button('Send ticket'));
      await screen().see(heading(summary));
    };

    step('is created with the severity that is usual, and a number that nobody can guess', async () => {
      await openHelp(screen(), stage());
      await fill(subject);
      assert.match(await screen().text(), /Sent\. Your number is HS-[2-9A-Z]{6}\./);
      await screen().seeText('Medium');
    });

    step('waits for the person, who is reminded after three days [4-83]', async () => {
      await stage().pass(hour);
      await staff().ask(subject, 'How large is the file?');
      assert.equal(await stage().pass(3 * day - minute), 0);
      assert.equal(await stage().pass(minute), 1);
      await openTicket(screen(), stage(), subject);
      await screen().seeText('We await your response.');
      await screen().seeText('We asked again for an answer');
    });

    step('goes on with a reply, and the days count anew', async () => {
      await stage().pass(minute);
      await reply(screen(), 'Two hundred megabytes.');
      await staff().assertStatus(subject, 'open');
      // Nobody reminds the person any more; only staff hear that the promised update is overdue.
      assert.equal(await stage().pass(30 * day), 1);
      assert.equal((await staff().events(subject)).at(-1)?.type, 'overdue');
    });

    step('is closed after 14 days of silence, with a mark for staff and no word of it to the person before [4-85]', async () => {
      await staff().ask(subject, 'Does it happen with a smaller one?');
      assert.equal(await stage().pass(7 * day), 2);
      assert.deepEqual((await staff().ticket(subject)).labels, ['Waiting on Customer']);
      await openTicket(screen(), stage(), subject);
      assert.doesNotMatch(await screen().text(), /Waiting on Customer/);
      assert.equal(await stage().pass(7 * day - minute), 0);
      await staff().assertStatus(subject, 'waiting');
      assert.equal(await stage().pass(minute), 1);
      await openTicket(screen(), stage(), subject);
      await screen().seeText('Closed');
      await staff().assertStatus(subject, 'closed');
    });

    step('is reopened after it was closed in silence, however late [4-86]', async () => {
      await stage().pass(100 * day);
      await openTicket(screen(), stage(), subject);
      await screen().click(button('No, still broken'));
      await screen().seeText('An agent is working on it.');
      await staff().assertStatus(subject, 'open');
    });

    step('can be reopened until the last minute of seven days once it was confirmed, and not after [4-112]', async () => {
      await stage().pass(hour);
      await staff().reply(subject, 'Uploads go through in parts now.');
      await staff().change(subject, { status: 'resolved' });
      await openTicket(screen(), stage(), subject);
      await screen().click(button('Yes, it is solved'));
      await screen().seeText('The issue is confirmed as resolved, or nobody answered.');
      await stage().pass(7 * day - minute);
      await openTicket(screen(), stage(), subject);
      await screen().see(button('No, still broken'));
      await screen().see(field('Your message'));
      await stage().pass(2 * minute);
      await openTicket(screen(), stage(), subject);
      await screen().see(button('Send a new ticket about this one'));
      await screen().seeGone(button('No, still broken'));
      await screen().seeGone(field('Your message'));
      await staff().assertStatus(subject, 'closed');
    });

    step('leads after that to a new ticket, and the two name each other [4-94] [4-114]', async () => {
      const before = await staff().ticket(subject);
      await screen().click(button('Send a new ticket about this one'));
      await fill(second);
      const { number, links } = await staff().ticket(second);
      assert.deepEqual(
        links?.map(({ relation, number: other }) => [relation, other]),
        [['follows', before.number]],
      );
      await screen().click(button(`Follows ${before.number}`));
      await screen().see(button(`Goes on in ${number}`));
    });
  },
  'premium',
);
