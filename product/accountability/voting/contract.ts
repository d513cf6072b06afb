import { defineRoute, Id, nullable } from '@quantu/people';
import { Type, type Static } from '@sinclair/typebox';
import { AsOf, inDistrict, Lit } from '../params.ts';
import { VOTE_BASES } from '../rules/votes.ts';

const Rule = Type.Object({
  /** Null: the rule that ships. */
  id: nullable(Id),
  label: Type.String(),
  base: Type.Union(VOTE_BASES.map((base) => Type.Literal(base))),
  satisfiedOver: Type.String(),
  basicOver: Type.String(),
  isStrict: Type.Boolean(),
  quorumOver: Type.String(),
  roundsMax: Type.Integer(),
  source: Type.String(),
});
export type VotingRule = Static<typeof Rule>;

const Counts = {
  members: Type.Integer(),
  attending: Type.Integer(),
  sent: Type.Integer(),
  returned: Type.Integer(),
  invalid: Type.Integer(),
  satisfied: Type.Integer(),
  basic: Type.Integer(),
  unsatisfied: Type.Integer(),
};

const Round = Type.Object({
  id: Id,
  version: Type.Integer(),
  round: Type.Integer(),
  session: Type.String(),
  on: Type.String(),
  method: nullable(Type.String()),
  methodLabel: Type.String(),
  rule: nullable(Id),
  ruleText: Type.String(),
  ...Counts,
  verdict: Type.String(),
  verdictLabel: Type.String(),
  because: Type.String(),
  announcedOn: nullable(Type.String()),
  isAnnounced: Type.Boolean(),
});
export type VotingRound = Static<typeof Round>;

export const Voting = Type.Object({
  opinion: Id,
  code: Type.String(),
  title: Type.String(),
  state: Type.String(),
  stateLabel: Type.String(),
  ...Lit,
  /** The round that is to be voted on, or was last. */
  round: Type.Integer(),
  /** Its report is filed, and nothing was announced of this round. */
  isOpen: Type.Boolean(),
  /** Why nothing can be entered now; empty where something can. */
  closedBecause: Type.String(),
  rules: Type.Array(Rule),
  methods: Type.Array(Type.Object({ code: Type.String(), label: Type.String() })),
  rounds: Type.Array(Round),
  /** Members of the last vote in the district, to begin with. */
  members: nullable(Type.Integer()),
});
export type Voting = Static<typeof Voting>;

const ofOpinion = Type.Object({ ...inDistrict.properties, opinion: Id });

export const votingRoutes = {
  voting: defineRoute('GET', '/api/d/:district/opinions/:opinion/voting', {
    access: 'district.enter',
    summary: '一件审议意见的满意度测评：规则、各轮票数和结果、现在能否登记',
    params: ofOpinion,
    query: Type.Object(AsOf),
    answer: Type.Object({ data: Voting, can: Type.Object({ count: Type.Boolean() }) }),
  }),
  voteSheet: defineRoute('GET', '/api/d/:district/opinions/:opinion/votes/:vote/sheet.pdf', {
    access: 'district.enter',
    summary: '测评结果单（A4，PDF）',
    params: Type.Object({ ...ofOpinion.properties, vote: Id }),
    medium: 'file',
  }),
};
