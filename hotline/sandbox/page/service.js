/** Says in a sentence what a service message reports. */

const SENTENCES = {
  forum_topic_created: (fact) => `Topic opened: ${fact.name ?? ""}`,
  forum_topic_edited: (fact) => (fact.name ? `Topic renamed: ${fact.name}` : "Topic changed"),
  forum_topic_closed: () => "Topic closed",
  forum_topic_reopened: () => "Topic reopened",
  general_forum_topic_hidden: () => "General topic hidden",
  general_forum_topic_unhidden: () => "General topic shown",
  new_chat_members: () => "Somebody joined",
  left_chat_member: () => "Somebody left",
  new_chat_title: (fact) => `The group is now called ${fact.title ?? "something else"}`,
  pinned_message: () => "A message was pinned",
};

/** An unknown kind is shown by its name, so that nothing passes unseen. */
export function serviceSentence({ service }) {
  const sentence = SENTENCES[service.type];
  return sentence ? sentence(service) : String(service.type ?? "service").replaceAll("_", " ");
}
