import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Person } from '#domain/access/standing.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { freshDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { freshDataFolder, scopeFor } from '../../../tests/support/papers.ts';
import { giveStanding, makeCaseFile, makeCouncil, makePerson } from '../../../tests/support/people.ts';
import { acceptInvitation } from './accept.server.ts';
import { give, guestOf, holdOpen, isInvitee, notForMe, renewLink, sendCode, type Guest } from './guest.server.ts';
import { cancelInvitation, codeToReadOut, invite, type NewInvitation } from './invite.server.ts';
import { endStanding } from './on-the-case.server.ts';
import { hashOf } from './secrets.server.ts';

let db: TestDatabase;
let officer: Person;
let caseFileId: string;
let scope: CaseScope;
beforeAll(async () => {
  freshDataFolder();
  db = await freshDatabase();
  const { councilId, teamId } = await makeCouncil(db);
  officer = await makePerson(db, councilId, 'staff', 'Priya Shah');
  caseFileId = await makeCaseFile(db, councilId, teamId);
  await giveStanding(db, councilId, caseFileId, officer.personId, 'case_officer');
  scope = await scopeFor(officer, caseFileId, 'people:invite');
});
afterAll(() => db.close());

let count = 0;
const asked = (change: Partial<NewInvitation> = {}): NewInvitation => {
  count += 1;
  return {
    fullName: `Dana Rowe ${count}`,
    role: 'parent',
    email: `dana${count}@example.org`,
    mobile: `+4477009${String(count).padStart(5, '0')}`,
    ask: 'Please check the list of papers.',
    askBy: '2026-12-01',
    ...change,
  };
};
const linkSentTo = async (to: string) => {
  const [message] = await db.owner<
    { body: string }[]
  >`select body from outbox where "to" = ${to} and body like '%/i/%' order by created_at desc, outbox_id desc limit 1`;
  return /\/i\/(\S+)/.exec(message!.body)![1]!;
};
const codeSentTo = async (to: string) => {
  const [message] = await db.owner<
    { body: string }[]
  >`select body from outbox where "to" = ${to} and body like '%Common Ground code%' order by created_at desc, outbox_id desc limit 1`;
  return /\d{6}/.exec(message!.body)![0];
};
async function invited(
  change: Partial<NewInvitation> = {},
): Promise<{ guest: Guest; link: string; given: NewInvitation }> {
  const given = asked(change);
  await underScope(scope, (tx) => invite(tx, scope, given));
  const link = await linkSentTo(given.email ?? given.mobile!);
  return { guest: (await guestOf(link))!, link, given };
}
const again = async (link: string) => (await guestOf(link))!;
const wrongOf = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('a link', () => {
  test('PEO1 G05: goes one way, the code the other, and neither says anything of the child', async () => {
    const { link, given } = await invited();
    await sendCode(await again(link));
    const messages = await db.owner<
      { to: string; subject: string; body: string }[]
    >`select "to", subject, body from outbox where "to" in (${given.email}, ${given.mobile})`;
    expect(messages.map(({ to }) => to).sort()).toEqual([given.mobile, given.email].sort());
    for (const { subject, body } of messages) expect(subject + body).not.toMatch(/Maya|Rowe, |EHC|autis/i);
  });

  test('G06: is kept only as a hash', async () => {
    const { link } = await invited();
    const token = link.split('-').at(-1)!;
    const rows = await db.owner<{ all: string }[]>`select row_to_json(i)::text as all from invitation i`;
    expect(rows.some(({ all }) => all.includes(token))).toBe(false);
    expect(await guestOf(link.toUpperCase())).not.toBeNull();
    expect(await guestOf(`${link.slice(0, -1)}${link.endsWith('a') ? 'b' : 'a'}`)).toBeNull();
  });

  test('G02 PEO2: is too old after 72 hours by the database’s clock, and a new one goes where the old one went', async () => {
    const { guest, link, given } = await invited();
    const hours = await db.owner<
      { hours: number }[]
    >`select round(extract(epoch from expires_at - now()) / 3600)::int as hours from invitation where invitation_id = ${guest.row.invitationId}`;
    expect(hours[0]!.hours).toBe(72);
    await db.owner`update invitation set expires_at = now() where invitation_id = ${guest.row.invitationId}`;
    const old = await again(link);
    expect(old.state).toBe('expired');
    expect(await acceptInvitation(old, '000000')).toEqual({ because: 'no-code' });
    expect(await give(old, 'call_me')).toBeNull();
    expect(await renewLink(old)).toBe(true);
    expect(await guestOf(link)).toBeNull();
    expect((await again(await linkSentTo(given.email!))).state).toBe('open');
  });

  test('G03: cancelled while the page is open takes nothing more', async () => {
    const { guest, link } = await invited();
    await underScope(scope, (tx) => cancelInvitation(tx, scope, guest.row.invitationId));
    expect((await again(link)).state).toBe('cancelled');
    expect(await give(guest, 'can_come')).toBeNull();
    expect(await acceptInvitation(guest, '123456')).toEqual({ because: 'no-code' });
    expect(await sendCode(guest)).toBe('closed');
  });

  test('G05: "not for me" closes it for good and tells the officer', async () => {
    const { guest, link } = await invited();
    await notForMe(guest);
    expect((await again(link)).state).toBe('wrong_person');
    const told =
      await db.owner`select 1 from outbox o join person p on p.email = o."to" where p.person_id = ${officer.personId} and o.subject like '%wrong person%'`;
    expect(told.length).toBe(1);
    expect(await renewLink(await again(link))).toBe(false);
  });

  test('PEO1: lets somebody give, with a receipt, and makes no standing', async () => {
    const { guest, given } = await invited();
    const receipt = await give(guest, 'missing', 'The letter from school');
    expect(receipt!.reference).toMatch(/^[0-9A-F]{8}$/);
    const [sent] = await db.owner<
      { body: string }[]
    >`select body from outbox where "to" = ${given.email} and body like ${'%' + receipt!.reference + '%'}`;
    expect(sent!.body).not.toContain('The letter from school');
    const standings =
      await db.owner`select 1 from standing s join person p using (council_id, person_id) where p.full_name = ${given.fullName}`;
    expect(standings.length).toBe(0);
  });
});

describe('a code', () => {
  test('G06 PEO3: five tries and it is dead, even for the right one; a fresh one lives', async () => {
    const { guest, given } = await invited();
    await sendCode(guest);
    const code = await codeSentTo(given.mobile!);
    for (const triesLeft of [4, 3, 2, 1, 0])
      expect(await acceptInvitation(guest, wrongOf(code))).toEqual({ because: 'wrong', triesLeft });
    expect(await acceptInvitation(guest, code)).toEqual({ because: 'no-code' });
    const fresh = await underScope(scope, (tx) => codeToReadOut(tx, scope, guest.row.invitationId));
    expect(await acceptInvitation(guest, fresh!)).toHaveProperty('ok');
  });

  test('G06: a hundred wrong tries at once are all counted', async () => {
    const { guest, given } = await invited();
    await sendCode(guest);
    const wrong = wrongOf(await codeSentTo(given.mobile!));
    const answers = await Promise.all(Array.from({ length: 100 }, () => acceptInvitation(guest, wrong)));
    expect(answers.filter((answer) => 'because' in answer && answer.because === 'wrong')).toHaveLength(5);
  });

  test('PEO3: is dead after 30 minutes, and is kept so that trying them all against a copy finds nothing', async () => {
    const { guest, given } = await invited();
    await sendCode(guest);
    const code = await codeSentTo(given.mobile!);
    const [row] = await db.owner<
      { codeHash: string }[]
    >`select code_hash as "codeHash" from invitation where invitation_id = ${guest.row.invitationId}`;
    expect([hashOf(code), hashOf(`${guest.row.invitationId}/${code}`)]).not.toContain(row!.codeHash);
    await db.owner`update invitation set code_sent_at = now() - interval '31 minutes' where invitation_id = ${guest.row.invitationId}`;
    expect(await acceptInvitation(guest, code)).toEqual({ because: 'no-code' });
  });

  test('PEO1: with one way alone there is no second one to send to; an officer reads it out', async () => {
    const { guest } = await invited({ email: null });
    expect(await sendCode(guest)).toBe('by-phone');
  });

  test('a new one can be asked for after half a minute, and not for ever', async () => {
    const { guest, link } = await invited();
    expect(await sendCode(guest)).toBe('sent');
    expect(await sendCode(await again(link))).toBe('too-soon');
    const sent: string[] = [];
    for (let n = 0; n < 8; n += 1) {
      await db.owner`update invitation set code_sent_at = now() - interval '1 minute' where invitation_id = ${guest.row.invitationId}`;
      sent.push(await sendCode(await again(link)));
    }
    expect(sent.slice(0, 5)).toEqual(Array(5).fill('sent'));
    expect(sent.slice(5)).toEqual(Array(3).fill('too-often'));
  });
});

describe('coming in', () => {
  test('G10: of two who press at once exactly one comes in, with the role of the row', async () => {
    const { guest, given } = await invited({ role: 'supporter' });
    await sendCode(guest);
    const code = await codeSentTo(given.mobile!);
    const answers = await Promise.all([
      acceptInvitation(guest, code),
      acceptInvitation(guest, code),
      acceptInvitation(guest, code),
    ]);
    expect(answers.filter((answer) => 'ok' in answer)).toHaveLength(1);
    const standings = await db.owner<
      { role: string }[]
    >`select role from standing s join person p using (council_id, person_id) where p.full_name = ${given.fullName}`;
    expect([...standings]).toEqual([{ role: 'supporter' }]);
  });

  test('one person on two cases is one person', async () => {
    const first = await invited();
    await sendCode(first.guest);
    const one = await acceptInvitation(first.guest, await codeSentTo(first.given.mobile!));
    const [mine] = await db.owner<{ teamId: string }[]>`select team_id as "teamId" from case_file where case_file_id = ${caseFileId}`;
    const other = await makeCaseFile(db, officer.councilId, mine!.teamId, 'Tom');
    await giveStanding(db, officer.councilId, other, officer.personId, 'case_officer');
    const onOther = await scopeFor(officer, other, 'people:invite');
    await underScope(onOther, (tx) => invite(tx, onOther, first.given));
    const guest = (await guestOf(await linkSentTo(first.given.email!)))!;
    const code = await underScope(onOther, (tx) => codeToReadOut(tx, onOther, guest.row.invitationId));
    expect(await acceptInvitation(guest, code!)).toEqual(one);
  });

  test('G14: somebody who is excluded is neither invited nor let in, by name, address or number', async () => {
    const ex = await makePerson(db, officer.councilId, 'family', 'Alex Stone');
    await db.owner`update person set mobile = '+447700912345' where person_id = ${ex.personId}`;
    const before = await invited({ fullName: 'Somebody Else', mobile: '+447700954321' });
    await db.owner`insert into exclusion (council_id, case_file_id, person_id, reason, by) values (${officer.councilId}, ${caseFileId}, ${ex.personId}, 'A court order', ${officer.personId})`;
    for (const change of [
      { fullName: 'alex stone' },
      { mobile: '+447700912345' },
      { email: `${ex.personId.slice(-8)}@EXAMPLE.org` },
    ])
      expect(await underScope(scope, (tx) => invite(tx, scope, asked(change)))).toEqual({ because: 'excluded' });
    await db.owner`update invitation set mobile = '+447700912345' where invitation_id = ${before.guest.row.invitationId}`;
    const code = await underScope(scope, (tx) => codeToReadOut(tx, scope, before.guest.row.invitationId));
    expect(await acceptInvitation(await again(before.link), code!)).toEqual({ because: 'closed' });
  });

  test('G04: only the person at the address or number of the invitation is the invited one', async () => {
    const { guest, given } = await invited();
    const other = await makePerson(db, officer.councilId, 'family', 'Other Person');
    expect(await isInvitee(guest, other)).toBe(false);
    expect(await isInvitee(guest, officer)).toBe(false);
    await db.owner`update person set email = ${given.email!.toUpperCase()} where person_id = ${other.personId}`;
    expect(await isInvitee(guest, other)).toBe(true);
  });
});

describe('leaving', () => {
  test('G11: what an officer had sent belongs to whoever ends their place, and goes on working', async () => {
    const leaver = await makePerson(db, officer.councilId, 'staff', 'Sam Okoro');
    const standingId = await giveStanding(db, officer.councilId, caseFileId, leaver.personId, 'case_officer');
    const theirs = await scopeFor(leaver, caseFileId, 'people:invite');
    const given = asked();
    await underScope(theirs, (tx) => invite(tx, theirs, given));
    expect(
      await underScope(scope, (tx) => endStanding(tx, scope, { standingId, reason: 'Left the council', never: false })),
    ).toBe('ended');
    const guest = await again(await linkSentTo(given.email!));
    expect([guest.state, guest.row.invitedBy]).toEqual(['open', officer.personId]);
    await expect(underScope(theirs, (tx) => invite(tx, theirs, asked()))).rejects.toThrow('ended');
  });

  test('PEO5: the last officer cannot be ended, by themselves or at all', async () => {
    const answer = await underScope(scope, (tx) =>
      endStanding(tx, scope, { standingId: scope.standingId!, reason: 'Enough', never: false }),
    );
    expect(answer).toBe('last-officer');
    const { guest } = await invited();
    expect(await underScope(scope, (tx) => holdOpen(tx, guest.row))).toBe(true);
  });
});
