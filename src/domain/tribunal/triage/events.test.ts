import { expect, test } from 'vitest';
import { changesQueue } from './events.ts';

test('TRI7: the queue changes with what is done to an appeal, and not with looking at one or with anything else', () => {
  for (const action of ['appeal.claimed', 'appeal.reviewed', 'appeal.registered', 'appeal.date_set'])
    expect(changesQueue(action), action).toBe(true);
  for (const action of ['appeal.opened', 'bundle.sent', 'case.opened', 'point.agreed'])
    expect(changesQueue(action), action).toBe(false);
});
