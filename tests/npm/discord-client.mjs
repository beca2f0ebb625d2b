// discord.js plays a bot against the fake: node discord-client.mjs URL TOKEN. It asserts what a client sees, says what it
// has reached in lines on standard output, and plays the person through /control.
import assert from 'node:assert/strict';
import {
  ActionRowBuilder, ButtonBuilder, ButtonStyle, Client, Events, GatewayIntentBits, LabelBuilder, MessageFlags,
  ModalBuilder, Partials, SlashCommandBuilder, TextDisplayBuilder, TextInputBuilder, TextInputStyle,
} from 'discord.js';

const [url, token] = process.argv.slice(2);
const client = new Client({
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
  partials: [Partials.Channel],
  rest: { api: `${url}/api`, version: '10' },
});

const reached = (what) => console.log(what);
const next = (event, matches = () => true) => new Promise((resolve) => {
  const listen = (...args) => {
    if (matches(...args)) {
      client.off(event, listen);
      resolve(args[0]);
    }
  };
  client.on(event, listen);
});
const control = async (name, body) => {
  const answer = await fetch(`${url}/control/${name}`, { method: 'POST', body: JSON.stringify(body) });
  assert.equal(answer.status, 200, await answer.clone().text());
  return answer.json();
};
const shown = async (id) => (await fetch(`${url}/control/interactions/${id}`)).json();
const begin = async (name, body) => {
  const event = next(Events.InteractionCreate);
  const { id } = await control(name, body);
  const interaction = await event;
  assert.equal(interaction.id, id);
  return interaction;
};

client.on(Events.Error, (error) => { console.error(error); process.exit(1); });
const ready = next(Events.ClientReady);
await client.login(token);
await ready;
assert.equal(client.guilds.cache.size, 1);
const guild = client.guilds.cache.first();
const general = guild.channels.cache.find((channel) => channel.name === 'general');
assert.ok(general);
reached('login');

// Without the content intent a message is blank unless it mentions the bot.
let heard = next(Events.MessageCreate);
await control('say', { text: 'not for you' });
assert.equal((await heard).content, '');
heard = next(Events.MessageCreate);
await control('say', { text: `<@${client.user.id}> hello`, file: { name: 'notes.txt', text: 'two words' } });
const question = await heard;
assert.equal(question.content, `<@${client.user.id}> hello`);
assert.equal(question.author.username, 'ann');
const file = question.attachments.first();
assert.equal(await (await fetch(file.url)).text(), 'two words');
const reply = await question.reply({ content: 'hello', allowedMentions: { parse: [] }, files: [{ attachment: Buffer.from('file'), name: 'answer.txt' }] });
assert.equal(reply.reference.messageId, question.id);
assert.equal(reply.attachments.first().name, 'answer.txt');
await question.channel.sendTyping();
const thread = await question.startThread({ name: 'a thread' });
assert.equal(thread.id, question.id);
await assert.rejects(question.startThread({ name: 'again' }), (error) => error.code === 'MessageExistingThread' || error.code === 160004);
await thread.send('in the thread');
await assert.rejects(general.send('x'.repeat(2001)), (error) => error.code === 50035 && /2000 or fewer/.test(error.message));
reached('message');

const command = new SlashCommandBuilder().setName('ask').setDescription('Asks.')
  .addStringOption((option) => option.setName('question').setDescription('What.').setRequired(true).setAutocomplete(true))
  .addAttachmentOption((option) => option.setName('file').setDescription('A file.'));
const registered = await guild.commands.set([command, { name: 'Ask about this', type: 3 }]);
assert.equal(registered.size, 2);
reached('commands');

const typing = await begin('autocomplete', { command: 'ask', option: 'question', text: 'wh' });
assert.ok(typing.isAutocomplete());
assert.equal(typing.options.getFocused(), 'wh');
await typing.respond([{ name: 'what', value: 'what' }]);
assert.equal((await shown(typing.id)).choices[0].value, 'what');
reached('autocomplete');

const slash = await begin('slash', { command: 'ask', options: { question: 'what?', file: { name: 'in.txt', text: 'inside' } } });
assert.equal(slash.options.getString('question'), 'what?');
assert.equal(await (await fetch(slash.options.getAttachment('file').url)).text(), 'inside');
await slash.deferReply({ flags: MessageFlags.Ephemeral });
await assert.rejects(client.rest.post(`/interactions/${slash.id}/${slash.token}/callback`, { body: { type: 5 }, auth: false }), (error) => error.code === 40060);
const button = new ButtonBuilder().setCustomId('more').setLabel('More').setStyle(ButtonStyle.Primary);
const answer = await slash.editReply({
  flags: MessageFlags.IsComponentsV2,
  components: [new TextDisplayBuilder().setContent('the answer'), new ActionRowBuilder().addComponents(button)],
});
assert.ok(answer.flags.has(MessageFlags.Ephemeral) && answer.flags.has(MessageFlags.IsComponentsV2) && !answer.flags.has(MessageFlags.Loading));
const more = await slash.followUp({ content: 'more', flags: MessageFlags.Ephemeral });
assert.notEqual(more.id, answer.id);
await slash.deleteReply(more);
reached('slash');

const press = await begin('press', { message: answer.id, custom_id: 'more' });
assert.ok(press.isButton());
const input = new TextInputBuilder().setCustomId('why').setStyle(TextInputStyle.Paragraph);
await press.showModal(new ModalBuilder().setCustomId('form').setTitle('Why')
  .addLabelComponents(new LabelBuilder().setLabel('Why').setTextInputComponent(input)));
const submitted = await begin('modal', { interaction: press.id, values: { why: 'because' } });
assert.ok(submitted.isModalSubmit());
assert.equal(submitted.fields.getTextInputValue('why'), 'because');
await submitted.deferUpdate();
const about = await begin('message-command', { message: question.id, command: 'Ask about this' });
assert.equal(about.targetMessage.id, question.id);
await about.reply('about it');
reached('button and modal');

const resumed = next(Events.ShardResume);
await control('gateway', { fault: 'drop' });
heard = next(Events.MessageCreate, (message) => message.author.username === 'ann');
await control('say', { text: `<@${client.user.id}> while you were away` });
await resumed;
assert.match((await heard).content, /while you were away/);
heard = next(Events.MessageCreate, (message) => message.author.username === 'ann');
await control('say', { direct: 'ann', text: 'privately' });
assert.equal((await heard).content, 'privately');
reached('resume');
await client.destroy();
process.exit(0);
