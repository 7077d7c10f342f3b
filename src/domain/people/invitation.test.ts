import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import { anOfficerInvites, codeSentTo, invited, linkSentTo, type Inviting } from '../../../tests/support/inviting.ts';
import { acceptInvitation } from './accept.server.ts';
import { give, guestOf, notForMe, renewLink, sendCode } from './guest.server.ts';
import { cancelInvitation, codeToReadOut } from './invite.server.ts';
import { hashOf } from './secrets.server.ts';

let here: Inviting;
beforeAll(async () => void (here = await anOfficerInvites()));
afterAll(() => here.db.close());

const again = async (link: string) => (await guestOf(link))!;
const wrongOf = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('a link', () => {
  test('PEO1 G05: goes one way, the code the other, and neither says anything of the child', async () => {
    const { link, given } = await invited(here);
    await sendCode(await again(link));
    const messages = await here.db.owner<
      { to: string; subject: string; body: string }[]
    >`select "to", subject, body from outbox where "to" in (${given.email}, ${given.mobile})`;
    expect(messages.map(({ to }) => to).sort()).toEqual([given.mobile, given.email].sort());
    for (const { subject, body } of messages) expect(subject + body).not.toMatch(/Maya|Rowe, |EHC|autis/i);
  });

  test('G06: is kept only as a hash', async () => {
    const { link } = await invited(here);
    const token = link.split('-').at(-1)!;
    const rows = await here.db.owner<{ all: string }[]>`select row_to_json(i)::text as all from invitation i`;
    expect(rows.some(({ all }) => all.includes(token))).toBe(false);
    expect(await guestOf(link.toUpperCase())).not.toBeNull();
    expect(await guestOf(`${link.slice(0, -1)}${link.endsWith('a') ? 'b' : 'a'}`)).toBeNull();
  });

  test('G02 PEO2: is too old after 72 hours by the database’s clock, and a new one goes where the old one went', async () => {
    const { guest, link, given } = await invited(here);
    const hours = await here.db.owner<
      { hours: number }[]
    >`select round(extract(epoch from expires_at - now()) / 3600)::int as hours from invitation where invitation_id = ${guest.row.invitationId}`;
    expect(hours[0]!.hours).toBe(72);
    await here.db.owner`update invitation set expires_at = now() where invitation_id = ${guest.row.invitationId}`;
    const old = await again(link);
    expect(old.state).toBe('expired');
    expect(await acceptInvitation(old, '000000')).toEqual({ because: 'no-code' });
    expect(await give(old, { kind: 'call_me' })).toBeNull();
    expect(await renewLink(old)).toBe(true);
    expect(await guestOf(link)).toBeNull();
    expect((await again(await linkSentTo(here, given.email!))).state).toBe('open');
  });

  test('G03: cancelled while the page is open takes nothing more', async () => {
    const { guest, link } = await invited(here);
    await underScope(here.scope, (tx) => cancelInvitation(tx, here.scope, guest.row.invitationId));
    expect((await again(link)).state).toBe('cancelled');
    expect(await give(guest, { kind: 'can_come' })).toBeNull();
    expect(await acceptInvitation(guest, '123456')).toEqual({ because: 'no-code' });
    expect(await sendCode(guest)).toBe('closed');
  });

  test('G05: "not for me" closes it for good and tells the officer', async () => {
    const { guest, link } = await invited(here);
    await notForMe(guest);
    expect((await again(link)).state).toBe('wrong_person');
    const told = await here.db
      .owner`select 1 from outbox o join person p on p.email = o."to" where p.person_id = ${here.officer.personId} and o.subject like '%wrong person%'`;
    expect(told.length).toBe(1);
    expect(await renewLink(await again(link))).toBe(false);
  });

  test('PEO1: lets somebody give, with a receipt, and makes no standing', async () => {
    const { guest, given } = await invited(here);
    const receipt = await give(guest, { kind: 'missing', words: 'The letter from school' });
    expect(receipt!.reference).toMatch(/^[0-9A-F]{8}$/);
    const [sent] = await here.db.owner<
      { body: string }[]
    >`select body from outbox where "to" = ${given.email} and body like ${'%' + receipt!.reference + '%'}`;
    expect(sent!.body).not.toContain('The letter from school');
    const standings = await here.db
      .owner`select 1 from standing s join person p using (council_id, person_id) where p.full_name = ${given.fullName}`;
    expect(standings.length).toBe(0);
  });
});

describe('a code', () => {
  test('G06 PEO3: five tries and it is dead, even for the right one; a fresh one lives', async () => {
    const { guest, given } = await invited(here);
    await sendCode(guest);
    const code = await codeSentTo(here, given.mobile!);
    for (const triesLeft of [4, 3, 2, 1, 0])
      expect(await acceptInvitation(guest, wrongOf(code))).toEqual({ because: 'wrong', triesLeft });
    expect(await acceptInvitation(guest, code)).toEqual({ because: 'no-code' });
    const fresh = await underScope(here.scope, (tx) => codeToReadOut(tx, here.scope, guest.row.invitationId));
    expect(await acceptInvitation(guest, fresh!)).toHaveProperty('ok');
  });

  test('G06: a hundred wrong tries at once are all counted', async () => {
    const { guest, given } = await invited(here);
    await sendCode(guest);
    const wrong = wrongOf(await codeSentTo(here, given.mobile!));
    const answers = await Promise.all(Array.from({ length: 100 }, () => acceptInvitation(guest, wrong)));
    expect(answers.filter((answer) => 'because' in answer && answer.because === 'wrong')).toHaveLength(5);
  });

  test('PEO3: is dead after 30 minutes, and is kept so that trying them all against a copy finds nothing', async () => {
    const { guest, given } = await invited(here);
    await sendCode(guest);
    const code = await codeSentTo(here, given.mobile!);
    const [row] = await here.db.owner<
      { codeHash: string }[]
    >`select code_hash as "codeHash" from invitation where invitation_id = ${guest.row.invitationId}`;
    expect([hashOf(code), hashOf(`${guest.row.invitationId}/${code}`)]).not.toContain(row!.codeHash);
    await here.db
      .owner`update invitation set code_sent_at = now() - interval '31 minutes' where invitation_id = ${guest.row.invitationId}`;
    expect(await acceptInvitation(guest, code)).toEqual({ because: 'no-code' });
  });

  test('PEO1: with one way alone there is no second one to send to; an officer reads it out', async () => {
    const { guest } = await invited(here, { email: null });
    expect(await sendCode(guest)).toBe('by-phone');
  });

  test('a new one can be asked for after half a minute, and not for ever', async () => {
    const { guest, link } = await invited(here);
    expect(await sendCode(guest)).toBe('sent');
    expect(await sendCode(await again(link))).toBe('too-soon');
    const sent: string[] = [];
    for (let n = 0; n < 8; n += 1) {
      await here.db
        .owner`update invitation set code_sent_at = now() - interval '1 minute' where invitation_id = ${guest.row.invitationId}`;
      sent.push(await sendCode(await again(link)));
    }
    expect(sent.slice(0, 5)).toEqual(Array(5).fill('sent'));
    expect(sent.slice(5)).toEqual(Array(3).fill('too-often'));
  });
});
