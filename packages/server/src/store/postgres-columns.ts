import type { ColumnDefinitionNode, Kysely, KyselyPlugin, OperationNode } from 'kysely';
import { DataTypeNode, OperationNodeTransformer, PostgresAdapter, RawNode } from 'kysely';

/** Whether tables are made in PostgreSQL. */
export function isPostgres(db: Kysely<unknown>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}

/**
 * Writes the columns of tables as PostgreSQL has them: text that sorts and compares by code points, as the other database does it
 * and whatever the locale of this one, and numbers that count up by themselves.
 */
class Columns extends OperationNodeTransformer {
  protected override transformColumnDefinition(node: ColumnDefinitionNode): ColumnDefinitionNode {
    const column = super.transformColumnDefinition(node);
    if (column.autoIncrement) {
      return { ...column, autoIncrement: false, dataType: RawNode.createWithSql('bigint generated always as identity') };
    }
    return isText(column.dataType) ? { ...column, dataType: RawNode.createWithSql('text collate "C"') } : column;
  }
}

const isText = (node: OperationNode): boolean => DataTypeNode.is(node) && node.dataType === 'text';

/** For the steps that make tables. */
export const postgresColumns: KyselyPlugin = {
  transformQuery: ({ node }) => new Columns().transformNode(node),
  transformResult: ({ result }) => Promise.resolve(result),
};
