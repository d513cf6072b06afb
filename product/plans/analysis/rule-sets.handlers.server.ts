import { nameActions } from '@quantu/people';
import { answer, type Mounted } from '@quantu/people/server';
import { displayNames } from '@quantu/product-documents/server';
import type { Books } from '@quantu/registers';
import type { ReadDb, Store } from '@quantu/store';
import { mapDeskOf } from '../map/desk.server.ts';
import { analysisFault } from './faults.ts';
import { ruleSetRoutes as routes, type RuleSetView } from './rule-sets.contract.ts';
import { addRuleSet, changeRuleSet, ruleSetVersions, type StoredRuleSet } from './rule-sets.server.ts';
import { STANDARD_KEY } from './rules.ts';

/** What answers the routes of rule sets. */
export function ruleSetHandlers(store: Store, books: Books): Mounted[] {
  nameActions({ 'overlay.rules': '叠加规则：存为新版本' });
  const one = async (db: ReadDb, mayWrite: boolean, key: string, version?: number): Promise<{ data: RuleSetView }> => {
    const own = (await views(db, mayWrite)).filter((view) => view.key === key);
    if (own.length === 0) throw analysisFault('overlay-rules.unknown', { key });
    const data = version === undefined ? own[0] : own.find((view) => view.version === version);
    if (!data) throw analysisFault('overlay-rules.no-version', { label: own[0]!.label, version: version ?? 0 });
    return { data };
  };
  return [
    answer(routes.ruleSets, async (call) => {
      const { db, seesDrafts } = mapDeskOf(store, books, call);
      const all = await views(db, seesDrafts);
      return { data: all.filter(({ version, versions }) => version === versions[0]!.version) };
    }),
    answer(routes.ruleSet, (call) => {
      const { db, seesDrafts } = mapDeskOf(store, books, call);
      return one(db, seesDrafts, call.params.key, call.query.version);
    }),
    answer(routes.addRuleSet, async (call) => {
      const { db, district, seesDrafts } = mapDeskOf(store, books, call);
      const change = { district, actor: call.person.name, action: 'overlay.rules' };
      const key = await store.transact(change, (tx) => addRuleSet(tx, books, call.body));
      return one(db, seesDrafts, key);
    }),
    answer(routes.changeRuleSet, async (call) => {
      const { db, district, seesDrafts } = mapDeskOf(store, books, call);
      const { key } = call.params;
      const change = { district, actor: call.person.name, action: 'overlay.rules', subject: key };
      await store.transact(change, (tx) => changeRuleSet(tx, books, key, call.body));
      return one(db, seesDrafts, key);
    }),
  ];
}

/** Every version of every rule set, each with the list of its set's versions. */
async function views(db: ReadDb, mayWrite: boolean): Promise<RuleSetView[]> {
  const all = await ruleSetVersions(db);
  const names = await displayNames(
    db,
    all.flatMap(({ by }) => (by === null ? [] : [by])),
  );
  const versionOf = ({ rules, reason, by, at }: StoredRuleSet): RuleSetView['versions'][number] => ({
    version: rules.version,
    label: rules.label,
    reason,
    by: by === null ? null : names(by),
    at,
  });
  return all.map((one) => {
    const { key, sliver, kinds, pairs, alone } = one.rules;
    return {
      key,
      ...versionOf(one),
      rules: { sliver, kinds, pairs, alone },
      versions: all.filter(({ rules }) => rules.key === key).map(versionOf),
      can: { edit: mayWrite && key !== STANDARD_KEY, copy: mayWrite },
    };
  });
}
