import { isRefusal } from '#domain/access/decide.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { addMonths, type CalendarDate } from '#domain/calendar/date.ts';
import { authorise } from '#domain/people/gate.server.ts';
import { askToForget } from '#domain/records/erasure/ask.server.ts';
import { placeHold } from '#domain/records/holds/holds.server.ts';
import { setRule } from '#domain/records/retention/rules.server.ts';
import { sayInvolvement } from '#domain/records/takeover/involvement.server.ts';
import type { People } from './enter.ts';
import { scopeOn } from './scope.ts';

/** A young person who decides and keeps Sian at his side; a rule, a hold, and a case whose forgetting waits for a second person. */
export async function keepAndForget(
  files: ReadonlyMap<string, string>,
  { kit, sian, nadia, rhona }: People,
  today: CalendarDate,
): Promise<void> {
  const deciding = await scopeOn(kit, files.get('Kit')!, 'involvement:say');
  const words = 'Sian comes to meetings and reads the letters with me. I answer them.';
  const said = { personId: sian.personId, stays: 'yes', words, until: addMonths(today, 10) } as const;
  await underScope(deciding, (tx) => sayInvolvement(tx, deciding, said, today));
  const holding = await scopeOn(nadia, files.get('Jay')!, 'case:steer');
  const claim = { why: 'claim', words: 'A claim about the year without a school is on its way' } as const;
  await underScope(holding, (tx) => placeHold(tx, holding, claim));
  const desk = await authorise(rhona, null, 'records:work');
  if (isRefusal(desk)) throw new Error('The gate refused the desk of records.');
  await underScope(desk, async (tx) => {
    const source = 'Meadowshire records schedule, line 12';
    await setRule(tx, desk, { class: 'plan', years: '45', countedFrom: 'birth', source });
    const asked = {
      what: 'case',
      address: '',
      why: 'wrong',
      words: 'Opened twice by mistake: the family lives elsewhere',
    } as const;
    await askToForget(tx, desk, { caseFileId: files.get('Ivy')!, ...asked });
  });
}
