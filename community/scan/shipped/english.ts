import type { WordList } from '../policy';

const phrases = (text: string): string[] =>
	text
		.split(/[\n,]/)
		.map((phrase) => phrase.trim())
		.filter((phrase) => phrase !== '');

/** English phrases that ads live on, in lower case: the scan finds their disguises by itself. */
export const ENGLISH: WordList[] = [
	{
		name: 'gambling (en)',
		points: 40,
		words: phrases(`
			online casino, bet now, betting group, vip tips, sure bets, spin and win, slot games, poker bonus,
			welcome bonus, free bet, gambling site, casino bonus, casino, free spins, no deposit bonus,
			no deposit needed, betting tips, fixed matches, sports betting, online slots, jackpot winner,
			sure odds, place your bets`),
	},
	{
		name: 'crypto (en)',
		points: 40,
		words: phrases(`
			verify your wallet, wallet seed, account will be suspended, trading signals, vip signals,
			copy trading, crypto mentor, expert trader, bitcoin investment, investment platform, invest with,
			send btc, send eth, 20x expected, to the moon, next 100x, memecoin gem, presale live, pump signals,
			staking rewards daily, daily profit, roi daily, double your money, recovery expert, funds recovery,
			usdt giveaway, crypto giveaway, btc giveaway, eth giveaway, crypto signals, free airdrop,
			airdrop alert, claim now, connect your wallet, connect metamask, giving away, btc back,
			usdt airdrop, free usdt, double your bitcoin, double your investment, 1000x, 100x, memecoin,
			presale is live, pump group, next gem, buy before listing, recover lost bitcoin, mine bitcoin,
			forex signals, binary options, win rate, pips daily, guaranteed profit, guaranteed returns,
			free crypto, nft drop, whitelist spots`),
	},
	{
		name: 'fake job (en)',
		points: 35,
		words: phrases(`
			remote job no, part time job, part-time job, from your couch, from your phone, per week from,
			typing job, hiring urgently, urgently hiring, no skills needed, no experience required, earn up to,
			income stream, wealth fame, fame and power, illuminati, work from home job, earn from home,
			no experience needed, daily from home, passive income, make money online, easy money, get rich,
			financial freedom, quick cash, be your own boss, like youtube videos, weekly payout, $500 daily,
			serious investors, instant wealth, extra income, side hustle opportunity`),
	},
	{
		name: 'loan (en)',
		points: 40,
		words: phrases(`
			loan offer, at 2% interest, low interest loan, loans available, fix your credit, debt relief,
			no credit check, same day funding, loan approved, bad credit ok, bad credit, no collateral,
			urgent cash, urgent loan, business loans, instant loan, interest loan, personal loans`),
	},
	{
		name: 'illegal trade (en)',
		points: 50,
		words: phrases(`
			registered in database, pass ielts, buy diploma, fake diploma, ssn dob, carding,
			western union transfer, weed for sale, pills for sale, xanax, oxycontin, steroids for sale,
			hack any, phone hack, social media hack, write your essay, do your assignment, take my exam,
			assignment help, homework help service, viagra, cialis, no prescription, discreet shipping,
			cc fullz, fullz, bank logs, verified paypal, clone cards, atm cards, clone atm, replica watches,
			fake passport, fake id, real certificate, without exam, need a hacker, hire a hacker,
			essay writing service, plagiarism free, hacked accounts, counterfeit`),
	},
	{
		name: 'sex (en)',
		points: 50,
		words: phrases(`
			sugar daddy, sugar mummy, horny, hot singles, singles in your area, adult content, cam girl,
			cam girls, meet you tonight, private pics, private videos, free nudes, nudes, hot girls,
			girls near you, single women, onlyfans, leaked video, leaks megapack, escort, escorts, porn,
			sex chat, hookup, sex dating`),
	},
	{
		name: 'fake followers (en)',
		points: 40,
		words: phrases(`
			instagram followers, buy followers, followers cheap, smm panel, backlinks, rank your site,
			tiktok likes, verified badges, recover suspended accounts, bulk accounts`),
	},
	{
		name: 'bait (en)',
		points: 20,
		words: phrases(`
			no scam, not a scam, trusted, 24h service, catalog on request, pay after, escrow accepted,
			free trial, discount, order at, lose weight, gummies, miracle, hate it, doctors hate it, giveaway,
			free gift, selected winner, urgent, exclusive offer, best price, top quality, 1:1 quality,
			limited spots, only today, gift card, congratulations you have been selected,
			you have been selected, you have won, amazon gift, claim, limited time offer, 100% legit, legit,
			dont miss out, don't miss out, click here, sign up free, act now, order now, worldwide shipping,
			cheap, 50% off, 70% off, first order, link in bio, in my bio, contract in bio, link in my profile,
			register, invest, investment, profit, melt fat, doctors hate, lose weight fast, withdraw, hiring,
			earn, naked, join now, subscribe to my channel, check out my channel, text me, add me on, per hour,
			data entry, online job, simple tasks, complete tasks, no risk, instant delivery, apply now,
			in a week thanks to, trading platform, training provided, write me on, contact via, daily pay,
			dating site, credit repair`),
	},
	{
		name: 'invitation elsewhere (en)',
		points: 40,
		words: phrases(`
			leaving this server, join us on telegram, join our telegram, join our discord, join our whatsapp,
			better group, better server, join our crypto, join our signals, join vip, vip telegram,
			this group is dead, come to ours, join our channel, join my channel, join my group, our new group,
			join the best`),
	},
	{
		name: 'contact me elsewhere (en)',
		points: 30,
		words: phrases(`
			dm me if, dm us, dm for, message me on, whatsapp number, telegram me, kindly message,
			kindly contact, reach out to him, reach out to her, for his contact, for her contact, inbox for,
			inbox now, dm me, pm me, inbox me, message her on, message him on, text me on, hit me up,
			contact our manager, on whatsapp, contact her now, contact him now, via whatsapp, text hr,
			contact me on, on telegram, dm if interested, whatsapp me`),
	},
	{
		name: 'suspicious (en)',
		points: 25,
		words: phrases(`
			leaked, replicas, sexy, 18+ only, presale, seed phrase, my mentor, guaranteed, from home,
			account manager, weekly from, connect wallet, data entry clerks, new server, mods are trash,
			no interview, first deposit, minimum deposit, withdraw daily, spy on`),
	},
	{
		name: 'warning (en)',
		points: -40,
		words: phrases(`
			scam, scammer, scammers, phishing, beware, warning, dont click, don't click, impersonating,
			fake admin, psa, report them, be careful`),
	},
];
