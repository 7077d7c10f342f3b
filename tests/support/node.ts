import { mediationDocuments } from '../../src/domain/mediation/rooms/live.server.ts';
import { spaceDocuments } from '../../src/domain/spaces/live.server.ts';
import { workingDocuments } from '../../src/domain/tribunal/working/place.server.ts';
import { personOf } from '../../src/domain/people/sign-in.server.ts';
import { triedInTurn, type EngineDependencies } from '../../src/realtime/server/deps.ts';
import type { TestDatabase } from './database.ts';
import { ORIGIN, startNode, type TestNode } from './engine.ts';
import type { Place } from './live.ts';

/** A node of the engine in this process with the cookies and the documents' rules of the real one, that takes a test's own parts. */
export async function startPlace(
  db: TestDatabase,
  seams: Parameters<typeof startNode>[1] = {},
  more: Partial<EngineDependencies> = {},
): Promise<TestNode & Place> {
  const node = await startNode(db, seams, {
    access: triedInTurn(spaceDocuments, workingDocuments, mediationDocuments),
    personOf: (headers) => personOf(headers as { cookie?: string }),
    ...more,
  });
  return { ...node, origin: ORIGIN, socketUrl: node.url };
}
