import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { documentRoutes, type ChangeAnswer, type DocumentAnswer } from '@quantu/product-documents';
import { call, type Call } from '../../shell/api.ts';
import { untilBack } from '../../shell/queries.ts';

const keyOf = (district: string, document: string) => ['document', district, document];

export function useDocument(district: string, document: string): UseQueryResult<DocumentAnswer> {
  return useQuery({
    queryKey: keyOf(district, document),
    queryFn: ({ signal }) => call(documentRoutes.document, { params: { district, document }, signal }),
  });
}

/** Puts a change's answer into the document that is shown: only what changed gets new objects. */
export function merged(before: DocumentAnswer, { data, can }: ChangeAnswer): DocumentAnswer {
  const changed = new Map(data.proposals.map((proposal) => [proposal.id, proposal]));
  const removed = new Set(data.removed);
  const kept = before.data.proposals
    .filter(({ id }) => !removed.has(id))
    .map((proposal) => {
      const now = changed.get(proposal.id);
      changed.delete(proposal.id);
      return now ?? proposal;
    });
  return {
    data: { ...before.data, document: data.document, undo: data.undo, proposals: [...kept, ...changed.values()] },
    can,
  };
}

/** What a person does to a document. Sent one after the other, each with the version it changes. */
export type Write =
  | { route: 'change'; proposal: string; body: NonNullable<Call<typeof documentRoutes.changeProposal>['body']> }
  | { route: 'add'; body: NonNullable<Call<typeof documentRoutes.addFigure>['body']> }
  | { route: 'acceptAll' }
  | { route: 'undo' }
  | { route: 'accept'; version: number };

function send(district: string, document: string, write: Write): Promise<ChangeAnswer> {
  const params = { district, document };
  switch (write.route) {
    case 'change':
      return call(documentRoutes.changeProposal, { params: { ...params, proposal: write.proposal }, body: write.body });
    case 'add':
      return call(documentRoutes.addFigure, { params, body: write.body });
    case 'acceptAll':
      return call(documentRoutes.acceptAll, { params });
    case 'undo':
      return call(documentRoutes.undo, { params });
    case 'accept':
      return call(documentRoutes.acceptDocument, { params, body: { version: write.version } });
  }
}

export type Writer = UseMutationResult<ChangeAnswer, Error, Write>;

export function useWriter(district: string, document: string): Writer {
  const client = useQueryClient();
  return useMutation({
    scope: { id: `document ${document}` },
    mutationFn: (write: Write) => {
      const once = (): Promise<ChangeAnswer> => send(district, document, write);
      // Undoing or adding twice would not be harmless.
      return write.route === 'undo' || write.route === 'add' ? once() : untilBack(once);
    },
    onSuccess: async (answer, { route }) => {
      client.setQueryData<DocumentAnswer>(keyOf(district, document), (before) => before && merged(before, answer));
      await client.invalidateQueries({ queryKey: ['documents', district], refetchType: 'none' });
      await client.invalidateQueries({ queryKey: ['history', district, document] });
      if (route === 'accept') await client.invalidateQueries({ queryKey: ['figures', district] });
    },
  });
}

/** The newest state of a document, for when somebody else was faster. */
export function useRefetchDocument(district: string, document: string): () => Promise<DocumentAnswer> {
  const client = useQueryClient();
  return () =>
    client.fetchQuery({
      queryKey: keyOf(district, document),
      queryFn: ({ signal }) => call(documentRoutes.document, { params: { district, document }, signal }),
      staleTime: 0,
    });
}
