/** What only clients of databases are asked for. */
export const queries = /^(?:query|queryRaw|execute|find(?:One|Unique|First|Many|All|ById|ByPk|OneBy|By|OrFail|UniqueOrThrow|FirstOrThrow)|findOne[A-Z]\w*|findBy[A-Z]\w*|getRepository|\$queryRaw|\$executeRaw)$/u

/** What others are asked for too: it takes a client to be asked. */
export const requests = /^(?:get|post|put|patch|fetch|request|select|find|load|insert|update|upsert|save|send|count|first|all|run|hget|hgetall|mget|getItem)$/u

/** Names that people give to clients of databases and servers. */
export const clients = /^(?:db|database|prisma|knex|pool|conn|connection|sequelize|repo|sql|pg|mysql|redis|mongo|dynamo|supabase|http|https|axios|got|ky|superagent|api|\w*(?:Db|DB|Client|Repo|Repository|Connection|Pool|Api|API|Dao|DAO)|client|repository|orm)$/u

/** Names of what makes them, or of what they are: `new Pool()`, `createConnection()`. */
export const clientMakers = /^(?:knex|ioredis|\w*(?:Client|Pool|Connection|Repository|DataSource|Sequelize|Redis|PGlite|DatabaseSync))$/u

/** Functions that ask a server. */
export const fetching = /^(?:fetch|axios|got|ky|nodeFetch|undiciFetch)$/u

/** Packages whose functions ask a server, whatever they are called. */
export const fetchers = /^(?:axios|got|ky|undici|node-fetch|cross-fetch|ofetch|superagent|needle|phin|bent|request|request-promise(?:-native)?|make-fetch-happen)$/u

/** Packages that make clients. */
export const clientPackages = /^(?:axios|got|ky|undici|ofetch|pg|pg-promise|postgres|mysql2?(?:\/promise)?|mariadb|mongodb|redis|ioredis|knex|sequelize|typeorm|kysely|drizzle-orm\/.+|@prisma\/client|@electric-sql\/pglite|better-sqlite3|sqlite3?|sqlite|@supabase\/supabase-js|@aws-sdk\/.+)$/u
