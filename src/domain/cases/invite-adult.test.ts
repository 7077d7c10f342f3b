import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import { acceptInvitation } from '#domain/people/accept.server.ts';
import { sendCode } from '#domain/people/guest.server.ts';
import { invite } from '#domain/people/invite.server.ts';
import {
  anOfficerInvites,
  asked,
  checked,
  codeSentTo,
  invited,
  type Inviting,
} from '../../../tests/support/inviting.ts';
import { adultFor, adultsOf, checkAdult } from './adults.server.ts';
import type { AdultGiven } from './adults.ts';
import { inviteAdult } from './invite-adult.server.ts';

let here: Inviting;
beforeAll(async () => void (here = await anOfficerInvites()));
afterAll(() => here.db.close());

const today = '2026-11-23';
const asks = (given = asked(), said = checked) =>
  underScope(here.scope, (tx) => inviteAdult(tx, here.scope, given, said, today));
const sent = async (fullName: string) => here.db.owner`select adult_id from invitation where full_name = ${fullName}`;

describe('inviting somebody as family', () => {
  test('J04 GUARD8: nobody comes as a parent before it was checked who they are', async () => {
    const given = asked();
    expect(await asks(given, { ...checked, responsibility: 'not_checked' })).toHaveProperty('wrong.responsibility');
    expect(await asks(given, { ...checked, relation: '' })).toHaveProperty('wrong.relation');
    expect(await asks(given, { ...checked, checkedHow: '' })).toHaveProperty('wrong.checkedHow');
    expect(await sent(given.fullName)).toHaveLength(0);
    expect(await underScope(here.scope, (tx) => adultsOf(tx, here.scope))).toHaveLength(0);
  });

  test('J04 GUARD8: not by any other road either: the database refuses such an invitation', async () => {
    for (const role of ['parent', 'young_person'] as const)
      await expect(
        underScope(here.scope, (tx) => invite(tx, here.scope, { ...asked({ role }), adultId: null })),
      ).rejects.toThrow();
  });

  test('GUARD8: whoever comes in is the adult it was for, from that moment', async () => {
    const { guest, given } = await invited(here);
    await sendCode(guest);
    const came = await acceptInvitation(guest, await codeSentTo(here, given.mobile!));
    if (!('ok' in came)) throw new Error('Not let in');
    expect(await underScope(here.scope, (tx) => adultFor(tx, here.scope, came.ok.personId))).toMatchObject({
      fullName: given.fullName,
      relation: 'her mother',
      checkedByName: 'Priya Shah',
    });
  });

  test('J04 GUARD8: what stands written of somebody decides, whatever the form says', async () => {
    const given = asked();
    const written: AdultGiven = {
      ...{ fullName: given.fullName, ...checked, holdsUntil: null, address: '', addressHidden: true },
      ...{ restriction: 'send_nothing', restrictionWords: 'Court order of 4 May.' },
    };
    await underScope(here.scope, (tx) => checkAdult(tx, here.scope, null, written, today));
    expect(await asks({ ...given, fullName: ` ${given.fullName.toUpperCase()}` })).toHaveProperty(
      'wrong.fullName',
      expect.stringContaining('Court order'),
    );
    expect(await sent(given.fullName)).toHaveLength(0);
  });

  test('GUARD8: a supporter or a practitioner comes for what they do', async () => {
    const given = asked({ role: 'supporter' });
    expect(await asks(given, { ...checked, responsibility: 'not_checked' })).toHaveProperty('word');
    expect([...(await sent(given.fullName))]).toEqual([{ adult_id: null }]);
  });
});
