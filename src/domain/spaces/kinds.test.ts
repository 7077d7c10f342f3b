import { expect, test } from 'vitest';
import { casePermissions } from '#domain/access/permission.ts';
import { spaceNeeds } from './kinds.ts';

test.each(Object.entries(spaceNeeds))(
  'SP14: in a %s whoever decides may write, and whoever writes or adds may see it',
  (_, { see, write, addPoint, decide }) => {
    const beyond = (narrow: keyof typeof casePermissions, wide: keyof typeof casePermissions) => {
      const may: readonly string[] = casePermissions[wide];
      return casePermissions[narrow].filter((role) => !may.includes(role));
    };
    expect([beyond(decide, write), beyond(write, see), beyond(addPoint, write)]).toEqual([[], [], []]);
  },
);
