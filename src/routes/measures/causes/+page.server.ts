import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { isRefused } from '#domain/access/refused.ts';
import type { Scope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { inWords } from '#domain/calendar/words.ts';
import { causesHere, nameCause } from '#domain/insight/causes/cause-names.server.ts';
import { addChange, changesMade, endChange } from '#domain/insight/causes/changes.server.ts';
import { appealsEnded, boardAppealed } from '#domain/insight/causes/ended.server.ts';
import { lastQuarterEnded } from '#domain/insight/causes/quarters.ts';
import { causesReport, changeRows } from '#domain/insight/causes/report.ts';
import { inTribunalTeam } from '#domain/tribunal/begin.server.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { actionsFor } from '../../act.ts';
import { readForm, refuseForm } from '../../form.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { scope } }) =>
  underScope(scope, async (tx) => {
    const countedTo = lastQuarterEnded(today(now));
    const causes = await causesHere(tx, scope);
    const ended = await appealsEnded(tx, scope, countedTo);
    const known = { ended, causes, appealed: await boardAppealed(tx, scope, countedTo), countedTo };
    const labels = new Map(causes.map(({ cause, label }) => [cause, label]));
    return {
      sections: causesReport(known),
      changes: (await changesMade(tx, scope)).map((change) => ({
        ...{ changeId: change.changeMadeId, what: change.what, owner: change.ownerName },
        cause: labels.get(change.cause) ?? change.cause,
        from: inWords(change.from),
        endedOn: change.endedOn && inWords(change.endedOn),
        rows: changeRows(known, change),
      })),
      causes,
      mayWrite: await inTribunalTeam(tx),
    };
  });

const words = (most: number) =>
  v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(most, `Use ${most} characters or fewer`));
const forms = {
  change: v.object({ changeCause: words(100), what: words(300), from: words(10), ownerName: words(100) }),
  end: v.object({ changeId: words(40), endedOn: words(10) }),
  cause: v.object({ cause: words(100), label: words(80), meaning: words(200), retired: words(3) }),
};

type Fields = Record<string, string>;
type Form = v.ObjectSchema<Record<string, ReturnType<typeof words>>, undefined>;

/** One form of the page, for the tribunal team alone: to others of the staff there is no such form. */
async function act(request: Request, scope: Scope, schema: Form, command: (tx: Tx, form: Fields) => Promise<unknown>) {
  if (!(await underScope(scope, inTribunalTeam))) error(404, 'Not found');
  const read = await readForm(request, schema);
  if ('refused' in read) return read.refused;
  const done = await underScope(scope, (tx) => command(tx, read.ok));
  if (done === null) error(404, 'Not found');
  return isRefused(done) ? refuseForm(read.ok, { [done.field]: done.refused }) : { saved: true };
}

export const actions = actionsFor('/measures/causes', {
  change: ({ request }, scope) =>
    act(request, scope, forms.change, (tx, { changeCause, what, from, ownerName }) => {
      const given = { cause: changeCause!, what: what!, from: from!, ownerName: ownerName! };
      return addChange(tx, scope, given, today(now));
    }),
  end: ({ request }, scope) =>
    act(request, scope, forms.end, (tx, { changeId, endedOn }) =>
      endChange(tx, scope, { changeId: changeId!, on: endedOn! }, today(now)),
    ),
  cause: ({ request }, scope) =>
    act(request, scope, forms.cause, (tx, { cause, label, meaning, retired }) =>
      nameCause(tx, scope, { cause: cause!, label: label!, meaning: meaning!, retired: retired === 'yes' }, now()),
    ),
});
