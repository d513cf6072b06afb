import assert from 'node:assert/strict';
import {
  CommonTableExpressionNameNode,
  CommonTableExpressionNode,
  sql,
  WithNode,
  type KyselyPlugin,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  type QueryResult,
  type RootOperationNode,
  type UnknownRow,
} from 'kysely';
import type { Instant } from '@quantu/base';
import type { Tables } from '../tables.ts';

export interface Past {
  readonly at: Instant;
  /** Which tables are as they were; the others are as they are. */
  readonly tables: readonly (keyof Tables)[];
}

/** Lets queries that are written for the present answer from the past: the history's rows go by their tables' names. */
export class PastPlugin implements KyselyPlugin {
  readonly #with: WithNode;

  constructor({ at, tables }: Past) {
    const [first, ...rest] = tables.map((table) => versionAt(table, at));
    assert(first, 'a handle on the past names at least one table');
    this.#with = rest.reduce(WithNode.cloneWithExpression, WithNode.create(first));
  }

  transformQuery({ node }: PluginTransformQueryArgs): RootOperationNode {
    assert(node.kind === 'SelectQueryNode' && !node.with, 'on the past only plain selects can be asked');
    return { ...node, with: this.#with };
  }

  transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return Promise.resolve(result);
  }
}

function versionAt(table: string, at: Instant): CommonTableExpressionNode {
  const versions = sql`(select * from ${sql.table(`${table}_history`)}
    where recorded_from <= ${at}::timestamptz and recorded_to > ${at}::timestamptz)`;
  return CommonTableExpressionNode.create(CommonTableExpressionNameNode.create(table), versions.toOperationNode());
}
