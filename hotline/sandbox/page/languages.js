/** The eight app languages, with the few words a phone's own frame needs. */

/** An empty first-name field is filled from here; nobody real is meant. */
export const LANGUAGES = [
  { code: "en", name: "English", invented: ["Robin", "Alex"], write: "Message", start: "Start", typing: "typing…" },
  { code: "ru", name: "Русский", invented: ["Женя", "Саша"], write: "Сообщение", start: "Начать", typing: "печатает…" },
  { code: "kk", name: "Қазақша", invented: ["Айгүл", "Нұрлан"], write: "Хабарлама", start: "Бастау", typing: "жазып жатыр…" },
  { code: "ky", name: "Кыргызча", invented: ["Айнура", "Бакыт"], write: "Билдирүү", start: "Баштоо", typing: "жазып жатат…" },
  { code: "tg", name: "Тоҷикӣ", invented: ["Зарина", "Фаррух"], write: "Паём", start: "Оғоз", typing: "менависад…" },
  { code: "tk", name: "Türkmençe", invented: ["Maral", "Merdan"], write: "Habar", start: "Başla", typing: "ýazýar…" },
  { code: "uz", name: "O‘zbekcha", invented: ["Nilufar", "Jasur"], write: "Xabar", start: "Boshlash", typing: "yozmoqda…" },
  { code: "fa", name: "دری", invented: ["فرشته", "نوید"], write: "پیام", start: "شروع", typing: "در حال نوشتن…" },
];

const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ps", "ur"]);

const primary = (code) => String(code ?? "").split("-")[0].toLowerCase();

/** The language of an app tag such as `fa` or `pt-br`; English when we have no words for it. */
export function languageOf(code) {
  return LANGUAGES.find((language) => language.code === primary(code)) ?? LANGUAGES[0];
}

/** Which way a phone in this app language is laid out. */
export function directionOf(code) {
  return RIGHT_TO_LEFT.has(primary(code)) ? "rtl" : "ltr";
}

/** How the language calls itself, or its bare tag. */
export function nameOf(code) {
  const known = LANGUAGES.find((language) => language.code === primary(code));
  return known ? known.name : String(code || "no language");
}
