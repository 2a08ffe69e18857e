// In the browser: a message of the bot becomes the elements that look like Discord's.
import '@skyra/discord-components-core';

/** The marks that a text of the bot can have, with the elements they become. */
const MARKS = [
  [/^\*\*(.+?)(?<!\\)\*\*/s, 'strong'],
  [/^\*(.+?)(?<!\\)\*/s, 'em'],
  [/^~~(.+?)(?<!\\)~~/s, 's'],
];

function element(name, attributes = {}, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside.flat());
  return made;
}

/** A line of mark-up as nodes. */
function line(text) {
  const nodes = [];
  let plain = '';
  const flush = () => {
    if (plain) nodes.push(plain);
    plain = '';
  };
  while (text) {
    const code = /^(`+)(.+?)\1/.exec(text);
    const mark = MARKS.map(([form, name]) => [form.exec(text), name]).find(([found]) => found);
    if (text[0] === '\\' && text.length > 1) {
      plain += text[1];
      text = text.slice(2);
    } else if (code) {
      flush();
      nodes.push(element('discord-code', {}, code[2].trim()));
      text = text.slice(code[0].length);
    } else if (mark) {
      flush();
      const [found, name] = mark;
      nodes.push(element(name, {}, line(found[1])));
      text = text.slice(found[0].length);
    } else {
      plain += text[0];
      text = text.slice(1);
    }
  }
  flush();
  return nodes;
}

/** A text: lines, quotations, headings, and blocks of code. */
function text(source) {
  const nodes = [];
  let quoted = null;
  let fenced = null;
  for (const row of source.split('\n')) {
    if (row === '```') {
      if (fenced) nodes.push(element('discord-code', { multiline: '' }, fenced.join('\n')));
      fenced = fenced ? null : [];
    } else if (fenced) {
      fenced.push(row);
    } else if (row.startsWith('> ')) {
      if (!quoted) nodes.push((quoted = element('discord-quote')));
      else quoted.append(element('br'));
      quoted.append(...line(row.slice(2)));
    } else {
      quoted = null;
      const heading = /^### (.*)/.exec(row);
      if (heading) nodes.push(element('discord-header', { level: 3 }, line(heading[1])));
      else nodes.push(element('div', row ? {} : { style: 'height: 0.6em' }, line(row)));
    }
  }
  return nodes;
}

function embed({ title, description, color, footer }) {
  const attributes = { slot: 'embeds', color: `#${color.toString(16).padStart(6, '0')}` };
  if (title) attributes['embed-title'] = element('p', {}, line(title)).textContent;
  const inside = [];
  if (description) inside.push(element('discord-embed-description', { slot: 'description' }, text(description)));
  if (footer) inside.push(element('discord-embed-footer', { slot: 'footer' }, footer.text));
  return element('discord-embed', attributes, inside);
}

const STYLES = { 1: 'primary', 2: 'secondary', 3: 'success', 4: 'destructive' };

function row({ components }) {
  const button = ({ label, style }) => element('discord-button', { type: STYLES[style] }, label);
  return element('discord-action-row', {}, components.map(button));
}

/** A round picture with a letter. */
const face = (letter, colour) =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">
  <rect width="40" height="40" fill="${colour}"/><text x="20" y="27" text-anchor="middle" fill="#fff"
  font-family="sans-serif" font-size="20">${letter}</text></svg>`)}`;

/** What fits into the line above an answer, in characters. */
const LONGEST = 80;

/** What somebody typed or pressed, above the answer. */
function asked({ command, options, pressed }) {
  const given = options.map(({ name, value }) => ` ${name}: ${value}`).join('');
  const line = `/${command}${given}`;
  const said = line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
  return element('discord-command', {
    slot: 'reply',
    author: 'Ana',
    avatar: face('A', '#b0713a'),
    command: pressed ? `${pressed} (${said})` : said,
  });
}

window.draw = (picture) => {
  const { message } = picture;
  const answer = element('discord-message', {
    author: 'Lectern',
    avatar: face('L', '#4f6d8f'),
    bot: '',
    timestamp: '10:15',
    ...(picture.private ? { ephemeral: '' } : {}),
  });
  answer.append(asked(picture), ...(message.embeds ?? []).map(embed));
  const rows = (message.components ?? []).map(row);
  if (rows.length) answer.append(element('discord-attachments', { slot: 'components' }, rows));
  document.body.append(element('discord-messages', { 'no-background': '' }, answer));
};
