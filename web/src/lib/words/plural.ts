/** Words of a language with plurals: beside each text there may be one for a single thing. */
export type WithOne<W> = { [K in keyof W]: W[K] extends string ? string : WithOne<W[K]> } & { [K in keyof W & string as `${K}_one`]?: string }
