import type { FastifyRequest } from "fastify";

export type Language = "zh" | "en";

/** Language of what people read: Chinese unless the caller prefers English. */
export function languageOf(request: Pick<FastifyRequest, "headers">): Language {
  const wanted = (request.headers["accept-language"] ?? "")
    .split(",")
    .map((entry, order) => {
      const [tag = "", ...parameters] = entry.trim().toLowerCase().split(";");
      const weight = Number(parameters.find((parameter) => parameter.trim().startsWith("q="))?.trim().slice(2) ?? 1);
      return { tag: tag.trim(), weight: Number.isFinite(weight) ? weight : 0, order };
    })
    .filter(({ tag, weight }) => weight > 0 && (tag.startsWith("zh") || tag.startsWith("en")))
    .sort((a, b) => b.weight - a.weight || a.order - b.order);
  return wanted[0]?.tag.startsWith("en") === true ? "en" : "zh";
}
