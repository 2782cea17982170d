/** What lint cannot ban by name in the core: it is synchronous, and its imports can be read from its text (architecture, rule 3). */
const synchronous = {
  create: (context) => ({
    AwaitExpression: (node) => context.report({ node, message: "The core is synchronous: prefetch first, then decide (architecture, rule 3)." }),
    ImportExpression: (node) => context.report({ node, message: "The core imports statically, so that the rooms can be checked." }),
  }),
};

export default { meta: { name: "core" }, rules: { synchronous } };
