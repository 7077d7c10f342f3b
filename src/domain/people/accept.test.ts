import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import {
  anOfficerInvites,
  asked,
  codeSentTo,
  invited,
  inviteChecked,
  linkSentTo,
  type Inviting,
} from '../../../tests/support/inviting.ts';
import { scopeFor } from '../../../tests/support/papers.ts';
import { giveStanding, makeCaseFile, makePerson } from '../../../tests/support/people.ts';
import { acceptInvitation } from './accept.server.ts';
import { guestOf, holdOpen, isInvitee, sendCode } from './guest.server.ts';
import { codeToReadOut } from './invite.server.ts';
import { endStanding, onTheCase } from './on-the-case.server.ts';

let here: Inviting;
beforeAll(async () => void (here = await anOfficerInvites()));
afterAll(() => here.db.close());

const again = async (link: string) => (await guestOf(link))!;

describe('coming in', () => {
  test('G10: of two who press at once exactly one comes in, with the role of the row', async () => {
    const { guest, given } = await invited(here, { role: 'supporter' });
    await sendCode(guest);
    const code = await codeSentTo(here, given.mobile!);
    const answers = await Promise.all([
      acceptInvitation(guest, code),
      acceptInvitation(guest, code),
      acceptInvitation(guest, code),
    ]);
    expect(answers.filter((answer) => 'ok' in answer)).toHaveLength(1);
    const standings = await here.db.owner<
      { role: string }[]
    >`select role from standing s join person p using (council_id, person_id) where p.full_name = ${given.fullName}`;
    expect([...standings]).toEqual([{ role: 'supporter' }]);
  });

  test('one person on two cases is one person', async () => {
    const first = await invited(here);
    await sendCode(first.guest);
    const one = await acceptInvitation(first.guest, await codeSentTo(here, first.given.mobile!));
    const other = await makeCaseFile(here.db, here.officer.councilId, here.teamId, 'Tom');
    await giveStanding(here.db, here.officer.councilId, other, here.officer.personId, 'case_officer');
    const onOther = await scopeFor(here.officer, other, 'people:invite');
    await underScope(onOther, (tx) => inviteChecked(tx, onOther, first.given));
    const guest = (await guestOf(await linkSentTo(here, first.given.email!)))!;
    const code = await underScope(onOther, (tx) => codeToReadOut(tx, onOther, guest.row.invitationId));
    expect(await acceptInvitation(guest, code!)).toEqual(one);
  });

  test('G14: somebody who is excluded is neither invited nor let in, by name, address or number', async () => {
    const ex = await makePerson(here.db, here.officer.councilId, 'family', 'Alex Stone');
    await here.db.owner`update person set mobile = '+447700912345' where person_id = ${ex.personId}`;
    const before = await invited(here, { fullName: 'Somebody Else', mobile: '+447700954321' });
    await here.db
      .owner`insert into exclusion (council_id, case_file_id, person_id, reason, by) values (${here.officer.councilId}, ${here.caseFileId}, ${ex.personId}, 'A court order', ${here.officer.personId})`;
    for (const change of [
      { fullName: 'alex stone' },
      { mobile: '+447700912345' },
      { email: `${ex.personId.slice(-8)}@EXAMPLE.org` },
    ])
      expect(await underScope(here.scope, (tx) => inviteChecked(tx, here.scope, asked(change)))).toEqual({
        because: 'excluded',
      });
    await here.db
      .owner`update invitation set mobile = '+447700912345' where invitation_id = ${before.guest.row.invitationId}`;
    const code = await underScope(here.scope, (tx) => codeToReadOut(tx, here.scope, before.guest.row.invitationId));
    expect(await acceptInvitation(await again(before.link), code!)).toEqual({ because: 'closed' });
  });

  test('G04: only the person at the address or number of the invitation is the invited one', async () => {
    const { guest, given } = await invited(here);
    const other = await makePerson(here.db, here.officer.councilId, 'family', 'Other Person');
    expect(await isInvitee(guest, other)).toBe(false);
    expect(await isInvitee(guest, here.officer)).toBe(false);
    await here.db.owner`update person set email = ${given.email!.toUpperCase()} where person_id = ${other.personId}`;
    expect(await isInvitee(guest, other)).toBe(true);
  });
});

describe('leaving', () => {
  test('G11: what an officer had sent belongs to whoever ends their place, and goes on working', async () => {
    const leaver = await makePerson(here.db, here.officer.councilId, 'staff', 'Sam Okoro');
    const standingId = await giveStanding(
      here.db,
      here.officer.councilId,
      here.caseFileId,
      leaver.personId,
      'case_officer',
    );
    const theirs = await scopeFor(leaver, here.caseFileId, 'people:invite');
    const given = asked();
    await underScope(theirs, (tx) => inviteChecked(tx, theirs, given));
    expect(
      await underScope(here.scope, (tx) =>
        endStanding(tx, here.scope, { standingId, reason: 'Left the council', never: false }),
      ),
    ).toBe('ended');
    const guest = await again(await linkSentTo(here, given.email!));
    expect([guest.state, guest.row.invitedBy]).toEqual(['open', here.officer.personId]);
    await expect(underScope(theirs, (tx) => inviteChecked(tx, theirs, asked()))).rejects.toThrow('ended');
  });

  test('PEO5: of two officers who end each other at the same moment, one stays', async () => {
    const other = await makePerson(here.db, here.officer.councilId, 'staff', 'Lena Brook');
    const { councilId } = here.officer;
    const standingId = await giveStanding(here.db, councilId, here.caseFileId, other.personId, 'case_officer');
    const theirs = await scopeFor(other, here.caseFileId, 'people:end');
    const ending = { reason: 'Not needed', never: false };
    // Both connections are open beforehand, so that the two really meet.
    await Promise.all([theirs, here.scope].map((scope) => underScope(scope, (tx) => onTheCase(tx, scope))));
    const answers = await Promise.allSettled([
      underScope(theirs, async (tx) => {
        const answer = await endStanding(tx, theirs, { standingId: here.scope.standingId!, ...ending });
        if (answer === 'ended') throw new Error('rolled back, so that the next test still has its officer');
        return answer;
      }),
      underScope(here.scope, (tx) => endStanding(tx, here.scope, { standingId, ...ending })),
    ]);
    const said = answers.map((answer) =>
      answer.status === 'fulfilled' ? answer.value : (answer.reason as Error).message,
    );
    expect(said.filter((answer) => /deadlock|40P01|Failed query/.test(answer))).toEqual([]);
    expect(said[1]).toBe('ended');
  });

  test('PEO5: the last officer cannot be ended, by themselves or at all', async () => {
    const answer = await underScope(here.scope, (tx) =>
      endStanding(tx, here.scope, { standingId: here.scope.standingId!, reason: 'Enough', never: false }),
    );
    expect(answer).toBe('last-officer');
    const { guest } = await invited(here);
    expect(await underScope(here.scope, (tx) => holdOpen(tx, guest.row))).toBe(true);
  });
});
