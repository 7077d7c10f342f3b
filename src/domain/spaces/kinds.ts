import type { CasePermission } from '#domain/access/permission.ts';

export type SpaceKind = 'pre_board_check' | 'working_document';

/** What each thing one does in a live place needs, by the kind of place it is (SP14). */
export const spaceNeeds = {
  pre_board_check: { see: 'space:see', write: 'space:write', addPoint: 'point:add', decide: 'point:decide' },
  working_document: { see: 'appeal:see', write: 'appeal:write', addPoint: 'appeal:lead', decide: 'appeal:decide' },
} as const satisfies Record<SpaceKind, Record<'see' | 'write' | 'addPoint' | 'decide', CasePermission>>;
