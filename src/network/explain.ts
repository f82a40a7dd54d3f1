import * as v from 'valibot';
import { nearestName } from '../language/suggest.ts';
import { NetworkError } from './error.ts';

/**
 * Finds the first place where a value does not fit a schema and says so in one sentence, with the nearest member
 * name. Walks the schema beside the value, because a failed union alone cannot say which of its forms was meant.
 */
export function explain(schema: v.GenericSchema, value: unknown, path: string): NetworkError | undefined {
  if (isKind(schema, 'optional'))
    return value === undefined ? undefined : explain(wrapped(schema), value, path);
  const result = v.safeParse(schema, value);
  if (result.success) return undefined;
  if (isKind(schema, 'strict_object') && isObject(value)) return explainObject(schema, value, path);
  if (isKind(schema, 'union')) return explainUnion(schema, value, path);
  const chosen = isKind(schema, 'variant') && isObject(value) ? chosenVariant(schema, value) : undefined;
  if (chosen) return explain(chosen, value, path);
  return (
    explainItems(schema, value, path) ??
    new NetworkError(path, sentence(ownWords(schema, result.issues[0].message), value))
  );
}

/** The form of a variant that the value says it is. */
function chosenVariant(
  schema: v.GenericSchema,
  value: Readonly<Record<string, unknown>>,
): v.GenericSchema | undefined {
  const { key, options } = schema as v.GenericSchema & {
    readonly key: string;
    readonly options: readonly ObjectSchema[];
  };
  return options.find(({ entries }) => {
    const said = entries[key];
    return said !== undefined && v.is(said, value[key]);
  });
}

const KINDS: Readonly<Record<string, string>> = {
  strict_object: 'an object',
  record: 'an object',
  variant: 'an object',
  array: 'a list',
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
};

/** What a schema wants, where it has no words of its own and the library's would be told. */
function ownWords(schema: v.GenericSchema, message: string): string {
  if (!message.startsWith('Invalid ')) return message;
  const { entries, items, options, literal } = schema as Partial<ObjectSchema> & {
    readonly items?: readonly unknown[];
    readonly options?: readonly unknown[];
    readonly literal?: unknown;
  };
  if (isKind(schema, 'strict_tuple')) return `must be a list of ${items?.length}`;
  if (isKind(schema, 'picklist'))
    return `must be ${either((options ?? []).map((one) => JSON.stringify(one)))}`;
  if (isKind(schema, 'literal')) return `must be ${JSON.stringify(literal)}`;
  const kind = KINDS[schema.type] ?? 'something else';
  return entries ? `must be ${kind} with ${Object.keys(entries).join(', ')}` : `must be ${kind}`;
}

const either = (words: readonly string[]) =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

type ObjectSchema = v.GenericSchema & { readonly entries: Readonly<Record<string, v.GenericSchema>> };

function explainObject(
  schema: v.GenericSchema,
  value: Readonly<Record<string, unknown>>,
  path: string,
): NetworkError | undefined {
  const { entries } = schema as ObjectSchema;
  const unknown = unknownMember(Object.keys(value), Object.keys(entries), path);
  if (unknown) return unknown;
  for (const [key, entry] of Object.entries(entries)) {
    if (value[key] === undefined && !isKind(entry, 'optional'))
      return new NetworkError(path, `needs the member "${key}".`);
    const error = explain(entry, value[key], join(path, key));
    if (error) return error;
  }
  return undefined;
}

function explainUnion(schema: v.GenericSchema, value: unknown, path: string): NetworkError | undefined {
  const { options, message } = schema as v.GenericSchema & {
    readonly options: readonly v.GenericSchema[];
    readonly message: string;
  };
  if (isObject(value)) {
    const forms = options.filter((option): option is ObjectSchema => isKind(option, 'strict_object'));
    const known = forms.flatMap((form) => Object.keys(form.entries));
    const unknown = forms.length > 0 ? unknownMember(Object.keys(value), known, path) : undefined;
    if (unknown) return unknown;
    const fitting = forms.find((form) => Object.keys(value).every((key) => key in form.entries));
    if (fitting && Object.keys(value).length > 0) return explain(fitting, value, path);
    const record = options.find((option) => isKind(option, 'record'));
    if (record) return explain(record, value, path);
  } else {
    const kind = Array.isArray(value) ? ['array', 'strict_tuple'] : [typeof value];
    const fitting = options.find((option) => kind.some((k) => isKind(option, k)));
    if (fitting) return explain(fitting, value, path);
  }
  return new NetworkError(path, sentence(message, value));
}

function explainItems(schema: v.GenericSchema, value: unknown, path: string): NetworkError | undefined {
  if (isKind(schema, 'array') && Array.isArray(value)) {
    const { item } = schema as v.GenericSchema & { readonly item: v.GenericSchema };
    return first(value.map((element, index) => () => explain(item, element, join(path, `${index}`))));
  }
  if (isKind(schema, 'strict_tuple') && Array.isArray(value)) {
    const { items, message } = schema as v.GenericSchema & {
      readonly items: readonly v.GenericSchema[];
      readonly message: string | undefined;
    };
    if (value.length === items.length)
      return first(items.map((item, index) => () => explain(item, value[index], join(path, `${index}`))));
    return new NetworkError(path, sentence(message ?? ownWords(schema, 'Invalid '), value));
  }
  if (isKind(schema, 'record') && isObject(value)) {
    const record = schema as v.GenericSchema & {
      readonly key: v.GenericSchema;
      readonly value: v.GenericSchema;
    };
    return first(
      Object.entries(value).map(
        ([key, element]) =>
          () =>
            explain(record.key, key, join(path, key)) ?? explain(record.value, element, join(path, key)),
      ),
    );
  }
  return undefined;
}

function unknownMember(
  keys: readonly string[],
  known: readonly string[],
  path: string,
): NetworkError | undefined {
  const unknown = keys.find((key) => !known.includes(key));
  if (unknown === undefined) return undefined;
  const nearest = nearestName(unknown, known);
  const advice = nearest ? `; did you mean "${nearest}"?` : `. Known are ${[...new Set(known)].join(', ')}.`;
  return new NetworkError(path, `there is no member "${unknown}"${advice}`, nearest);
}

function first(attempts: readonly (() => NetworkError | undefined)[]): NetworkError | undefined {
  for (const attempt of attempts) {
    const error = attempt();
    if (error) return error;
  }
  return undefined;
}

function isKind(schema: v.GenericSchema, kind: string): boolean {
  return schema.type === kind;
}

function wrapped(schema: v.GenericSchema): v.GenericSchema {
  return (schema as v.GenericSchema & { readonly wrapped: v.GenericSchema }).wrapped;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function join(path: string, key: string): string {
  return path ? `${path}.${key}` : key;
}

function sentence(message: string, value: unknown): string {
  const found =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? (typeof value === 'number' ? String(value) : JSON.stringify(value)).slice(0, 60)
      : value === null
        ? 'null'
        : Array.isArray(value)
          ? `a list of ${value.length}`
          : value === undefined
            ? 'nothing'
            : 'an object';
  return `${message}, but found ${found}.`;
}
