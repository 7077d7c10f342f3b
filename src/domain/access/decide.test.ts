import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide, isRefusal } from './decide.ts';
import { casePermissions, personalPermissions, type CasePermission } from './permission.ts';
import { roles, type Person, type Standing } from './standing.ts';

const permissions = Object.keys(casePermissions) as CasePermission[];
const person = fc.record({
  councilId: fc.constant('c'),
  personId: fc.constant('p'),
  kind: fc.constantFrom('staff', 'family', 'practitioner'),
  complete: fc.boolean(),
}) satisfies fc.Arbitrary<Person>;
const standing = fc.record({
  caseFileId: fc.constant('f'),
  excluded: fc.boolean(),
  grant: fc.constantFrom('specific', 'cover', 'team', 'break_glass', 'none'),
  role: fc.option(fc.constantFrom(...roles)),
  standingId: fc.option(fc.constant('s')),
  epoch: fc.nat(9),
}) satisfies fc.Arbitrary<Standing>;

test('A30: nothing anybody is given lets in somebody who is excluded', () => {
  fc.assert(
    fc.property(
      person,
      standing,
      fc.constantFrom(...permissions, 'case:break-glass' as const),
      (who, place, permission) => {
        const answer = decide(who, { ...place, excluded: true }, permission);
        return isRefusal(answer) && (!who.complete || answer.because === 'unknown');
      },
    ),
    { numRuns: 2_000 },
  );
});

test('F12: half a sign-in may do nothing but finish, whoever it is and wherever they stand', () => {
  const needed = fc.constantFrom(
    ...permissions,
    ...personalPermissions.filter((name) => name !== 'anyone' && name !== 'half-signed-in'),
  );
  fc.assert(
    fc.property(person, standing, needed, (who, place, permission) => {
      const answer = decide({ ...who, complete: false }, place, permission);
      return isRefusal(answer) && answer.because === 'second-step';
    }),
  );
});

test('ACC1: whoever has no standing, no team and no reason does not learn that the case exists', () => {
  for (const permission of permissions)
    for (const kind of ['staff', 'family', 'practitioner'] as const) {
      const who = { councilId: 'c', personId: 'p', kind, complete: true };
      const place = {
        caseFileId: 'f',
        excluded: false,
        grant: 'none',
        role: null,
        standingId: null,
        epoch: 0,
      } as const;
      expect(decide(who, place, permission)).toEqual({ because: 'unknown' });
      expect(decide(who, null, permission)).toEqual({ because: 'unknown' });
    }
});

test('a scope says what was decided, and whose it is', () => {
  const who = { councilId: 'c', personId: 'p', kind: 'family', complete: true } as const;
  const place = {
    caseFileId: 'f',
    excluded: false,
    grant: 'specific',
    role: 'parent',
    standingId: 's',
    epoch: 3,
  } as const;
  const scope = decide(who, place, 'paper:add');
  expect(scope).toMatchObject({
    councilId: 'c',
    personId: 'p',
    caseFileId: 'f',
    standingId: 's',
    epoch: 3,
    side: 'family',
    permission: 'paper:add',
  });
});
