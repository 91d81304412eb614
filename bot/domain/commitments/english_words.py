"""The words that the English rules look for."""

from __future__ import annotations

import re

from bot.domain.commitments.plain import listed

DEEDS = listed(
    """
    accept activate add address adjust advise alert allocate amend answer apply approve arrange ask
    assign attach authorise authorize balance block book brief bring build call cancel
    change chase check clarify clean clear close collect come compensate complete confirm connect
    consult contact cook copy correct cover create credit cut deactivate deal debrief deduct delete
    deliver discuss dispatch do double draft draw drive drop drop email escalate establish examine
    exchange expedite explain extend feed fetch file fill find finish fit fix flag follow forward
    free fund get give go grant hand handle have help hold inform inspect install investigate
    invite involve issue join keep knock leave let liaise lift list locate lock log look
    lower mail make match measure meet mend message move note notify order organise organize
    own pack repack pass patch pay phone pick ping place plan post prepare print process provide
    pull
    push put quote raise reach reactivate rebook recalculate recheck reconnect record recover
    redeliver redirect redo refer refund register reimburse reinstate reissue release relay remind
    remove renew reopen repair repay repeat replace reply report request rerun resend reserve reset
    reship resolve respond restart restock restore resubmit retest retrieve return reverse review
    revise rework ring round route run save say schedule seal secure see send serve set settle
    share ship show shorten shout sit solve sort speak split step stop straighten
    submit subtract supply swap switch take talk tell test text top trace track transfer treat turn
    tweak update upgrade upload verify visit waive walk warn weld whatsapp wipe wire withdraw work
    wrap write dig discover trawl hunt nudge press sign bill invoice fast-track dm bump loop cc
    unlock unblock unsubscribe correct fill refit rewire reprint reinstall rebuild grab pop stick
    courier fax squeeze swing nip hop jot slot pencil throw toss chuck circle backdate compile
    deploy despatch
    freeze unfreeze fast-forward guarantee intervene itemise itemize pinpoint postpone prioritise
    prioritize query reallocate reassign reconfirm reflect relabel relocate reroute rush scan
    scrap source spot stamp summarise summarize sync tackle tally tidy tow trim undo verify void
    whip wrap
    """
)
"""What people do for a customer. For somebody else than the writer only these count."""

NO_DEEDS = listed(
    """
    rain snow freeze-over storm pour
    admit agree always appreciate apologise apologize assume be believe bet cherish enjoy expect
    feel forever forget guess hate have-to hope imagine know like love mean miss must need never
    notice prefer presume regret remain remember see seem struggle suffer suppose suspect think
    treasure try understand value wait want welcome wish wonder aim attempt strive learn improve
    endeavour endeavor continue consider require stay grow serve stand live die survive cope
    appreciate benefit lose win probably possibly likely hopefully maybe perhaps look-forward
    rather leave pray decline refuse reject deny disappoint oppose cheer support recommend
    suggest a the your our their his my not definately
    """
)
"""After *I will* any verb counts but these."""

ONGOING = listed(
    """
    look work check read wait try investigate deal process handle review sit stand see go have do
    think get stay keep run follow track trace
    """
)
"""*I'm looking* tells what goes on; with a moment in the future it announces."""

STATES = listed(
    """
    arrive depart sleep retire travel eat celebrate change happen last apply cost reach read
    become keep contain include mean belong own depend matter know want weigh exceed increase
    decrease rise fall drop expire end enter forget relax rest enjoy find
    """
)
"""After *a colleague will* these need to be known deeds, whatever stands behind them."""

SAYINGS = listed("find get remember read ask tell say write talk speak report explain advise quote")
"""*I ask you to*: done in the saying of it."""

IRREGULAR = listed(
    """
    sent paid made done taken brought given told put built written rung kept set dealt seen cut
    struck flown thrown shown lent undone bought driven rebuilt redone repaid resent reset met
    found got held withdrawn drawn split
    """
)
"""Participles that do not end in -ed."""

OURS = re.compile(
    r" (?:(?:my|our) [a-z]+|someone|somebody|one of (?:us|our|the)|colleagues?|(?:\w+ )?teams?"
    r"|departments?|finance|logistics|warehouse|depot|stores?|shop|branch|engineers?"
    r"|technicians?|techs?|officers?|clerks?|stewards?|stewardess|roofers?|joiners?|glaziers?"
    r"|painters?|cleaners?|guys|lads|operators?|administrators?|admins?|receptionist"
    r"|concierge|porters?|customer (?:care|support)"
    r"|drivers?|managers?|supervisors?|leads?|planners?|planning|network|legal|baggage|billing"
    r"|accounts?|accounting|crew|station|specialists?|experts?|lab|workshop|desk|back office|office"
    r"|support|complaints|field service|second line|first line|line two|ops|operations|sales"
    r"|hr|marketing|developers?|mechanics?|fitters?|electricians?|plumbers?|installers?"
    r"|agents?|representatives?|reps?|advisers?|advisors?|handlers?|investigators?|directors?"
    r"|bosses|boss|head of \w+|ceo|webcare|social|dispatch|dispatchers?|scheduling|schedulers?"
    r"|purchasing|returns|refunds team|claims|customer (?:service|care|relations)"
    r"|housekeeping|maintenance|facilities|security|fraud|privacy|ground staff|staff|lawyers"
    r"|surveyors?|assessors?|committee|board|panel|analysts?|couriers? of ours|digital|app team"
    r"|metering|grid|installations?|delivery team|deliveries|customer services|reservations"
    r"|ticketing|loyalty|catering|pilots?|captain|purser|night shift|shift|chief|conductor|devs?"
    r"|buyers?|bookkeep\w+|controllers?|payroll|procurement|treasury|press officer|spokes\w+"
    r"|cleaning|repair shop|foreman|editors?|graphics|packing|pickers|cabin|duty manager"
    r"|[A-Z][\w'\u2019-]+) "
)
"""Whoever may speak for us: departments, colleagues, and a first name without a title."""

THEIRS = re.compile(
    r" (?:mrs?|ms|miss|madam|sir|your own \w+|gp|fedex|visa|apple|museum"
    r"|customers?(?! care| service| relations| support"
    r"| desk| team)|clients?|passengers?|callers?|lady|gentleman|woman"
    r"|man|guy|guest|tenant|family|parents?|wife|husband|partner|son|daughter|mother|father|mum"
    r"|dad|brother|sister|friend|neighbou?rs?|landlord|solicitor|bank|banks|customs|carrier"
    r"|(?<!our )(?<!my )couriers?|contractor|dhl"
    r"|ups|postnl|fedex|dpd|gls|hermes|royal mail|post office|police|insurers?|insurance|airport"
    r"|hotel|manufacturer|supplier|municipality|council|government|regulator|ombudsman|court|their"
    r"|caregiver|carer|weather|visa|mastercard|paypal|klarna|embassy|hospital|doctor|landlady|klm"
    r"|lufthansa|transavia|easyjet|ryanair|air france|ziggo|kpn|vodafone|odido|eneco|vattenfall"
    r"|essent|enexis|liander|stedin|bol|amazon|apple|samsung|sony|bosch|philips|miele|ing"
    r"|rabobank|abn amro|schiphol|eurostar|other (?:airline|company|firm|provider|carrier)"
    r"|partner airline|another (?:airline|company|firm|provider|carrier)|previous (?:provider"
    r"|supplier)) "
)
"""Whoever is not of ours, or is the customer."""

TIME = re.compile(
    r" (?:today|tonight|tomorrow|mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs?|rsday)?|friday"
    r"|fri|saturday|sat|sunday|sun|weekend|noon|midday|midnight|lunch|lunchtime|eod|cob|asap"
    r"|shortly|soon|straight away|right away|straightaway|immediately|at once|first thing"
    r"|later (?:on|today|this)|this (?:\w+ )?(?:morning|afternoon|evening|week|month|hour|minute)"
    r"|next (?:\w+ )?(?:week|month|day|hour|couple|few|\d+)|end of (?:the|this|next)|close of"
    r"|(?:with)?in (?:the |an? |about )?(?:next )?(?:\d+|an?|one|two|three|four|five|six|ten|half"
    r"|few|couple|fifteen|twenty|thirty) ?(?:\w+ )?(?:min|mins|minutes?|hours?|hrs?|days?|weeks?)"
    r"|(?:by|before|at|on|around|until|not later than|no later than) (?:the )?"
    r"(?:\d[\d.:]*(?:st|nd|rd|th|am|pm)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|half|quarter)|(?:by|before) (?:the )?\w+|in (?:five|ten|2|5"
    r"|10)(?= [.!,;])|in a (?:minute|moment|sec|second|bit|while"
    r"|few)|\d+ (?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)|as soon as|once|when|after"
    r"|the (?:moment|minute)|momentarily|overnight|the day after|in due course) ",
    re.IGNORECASE,
)
"""Something that says when."""

HEDGE = re.compile(
    r" (?:maybe|perhaps|possibly|probably|presumably|hopefully|might|(?<!\d )may(?! \d)|could|would"
    r"|should|try|trying|tries|hope|hoping|hopes|aim|aiming|aims|attempt|attempting|likely|unlikely"
    r"|think|thinks|believe|believes|guess|suppose|expect|expects|expecting|reckon|reckons|suspect"
    r"|wonder|doubt|not sure|unsure|i am sure|not certain|(?:my|our) (?:very |level )?(?:best"
    r"|utmost"
    r"|hardest|damnedest)|best efforts?|every effort|see (?:if|whether|what|how|about)|chances?"
    r"|(?:can ?not|do not|will not|would not) (?:really )?(?:promise|guarantee|say|swear)"
    r"|no guarantees?|no promises?|not a promise|fingers crossed|with (?:any|a bit of) luck"
    r"|if possible|where possible|wherever possible|if all goes|all being well|in principle"
    r"|in theory|planning (?:to|on)|plan is|plan to|plans to|intend|intends|intending|intention"
    r"|want to|wants to|wish|seems?|apparently|supposed to|meant to|looks like|sounds like|possible"
    r"|ideally|depends|depending|provisionally|tentatively|touch wood|knock on wood|god willing"
    r"|it is conceivable|potentially|presumed|thinking of|thinking about|i imagine"
    r"|in all likelihood"
    r"|odds are|whether|to be confirmed|tbc|strive|endeavou?r|theoretically|happy to|glad to"
    r"|willing to|able to|unable to|rumou?r|reportedly|allegedly|would rather|option"
    r"|in my (?:view|opinion|book)|if you ask me|as far as i|for my money"
    r"|(?:if it were )?up to me|to my mind|i say|i vote|better (?:to|off)|best to|wiser) ",
    re.IGNORECASE,
)
"""Not certain, or only tried: no commitment."""

HEDGE_AFTER = re.compile(
    r" (?:,|;|-|\(|but|although|though) (?:\w+ ){0,2}?(?:hopefully|if possible|i hope|we hope"
    r"|i think|i guess|i believe|i reckon|i suppose|fingers crossed|no guarantees?|no promises?"
    r"|all being well|weather permitting|with (?:any|a bit of) luck|touch wood|maybe|perhaps"
    r"|probably|possibly|(?:i|we) can ?not (?:promise|guarantee|say|be sure)|not (?:sure|certain)"
    r"|if all goes|ideally|if (?:\w+ )?(?:allows?|permits?)|do not (?:hold|quote|pin)|in theory"
    r"|as a rule|usually|normally|do not count|not a promise|no certainty|do not take) ",
    re.IGNORECASE,
)
"""A hedge that comes limping after."""

POLICY = re.compile(
    r" (?:always|usually|normally|generally|typically|ordinarily|as a rule|every (?!effort|detail"
    r"|step|single|penny|cent|last|one of these|line)|all (?:customers|passengers|messages|orders"
    r"|claims|complaints|refunds|requests|bags|guests|members|travellers|emails|questions"
    r"|calls)|customers|passengers|travellers|(?<!crew )(?<!team )(?<!staff )members|guests"
    r"|automatically|in the order"
    r"|(?:we|i|will|shall) never|only ever|ever|(?:any|every|an unused"
    r"|an unopened) (?:\w+ )?(?:ticket|bag|item|order|parcel|claim|booking|flight|product|device"
    r"|seat|fare)|(?:first|last|\d+\w*) (?:day )?of (?:the|each|every) month|per (?:person"
    r"|passenger|booking)|subject to|by law|legally"
    r"|terms and conditions|each (?:year|month|week|day|order|passenger|customer)|annually|monthly"
    r"|the rule is|the rules are|our policy|as standard|as a rule|by default"
    r"|in general|as of january|most (?:cases|orders|refunds)) ",
    re.IGNORECASE,
)
"""How things go for everybody."""

TERMS = re.compile(
    r" (?:according to|under|as per|per|in line with|in accordance with|as stated in|based on)"
    r" (?:our|the|these|those) (?:\w+ ){0,2}?(?:terms|policy|policies|conditions|guidelines"
    r"|regulations) "
)
"""What our terms say is a policy, however it goes on."""

CUSTOMERS_OWN = re.compile(
    r" (?:take|taking|bring|bringing|spend|spending) (?:my|our|all my|all our)"
    r" (?:business|custom|money) (?:elsewhere|somewhere|to (?!you))"
    r"|(?:cancel|cancelling|canceling|end|ending|terminate|terminating) (?:my|our)"
    r" (?:contract|subscription|membership|account|plan|policy|order|booking)"
    r"|(?:switch|switching|move|moving|go|going) (?:\w+ )?to (?:another|a different|the other"
    r"|your) (?:provider|company|airline|supplier|carrier|shop|store|competitors?|competition) "
    r"|(?:recommend|recommending) (?:you|your (?:company|service|team|shop|store)|this company"
    r"|the company) (?:to|\W) "
)
"""What only a customer does: leave us, or praise us to others."""

CONDITION = re.compile(
    r" (?:if (?:the|your) (?!lab|team|depot|warehouse|manager|boss|engineer|airline"
    r"|court)\w+ (?:'s|is|are|does"
    r"|goes|stays|fails|breaks|keeps|stops|turns|flashes|shows|still)|(?:if|unless"
    r"|in case|should|on condition"
    r" that) (?:you|u|it|this|that|there(?! (?:is|are) (?:any |a |some )?(?:news"
    r"|update|movement|change|progress))|anything(?! changes| moves| new| comes)"
    r"|something(?! changes| moves| new| comes)|anyone|needs|needed|necessary"
    r"|required|so|any|the (?:customer|client|passenger|problem|fault|error|issue|same)|mrs?|ms|she"
    r"|he|they|ever|wanted|desired|not)|(?:when|once|as soon as|after|whenever|the (?:moment"
    r"|minute|second)|the next time|next time|any ?time) (?:you|u|you 've"
    r"|receiving|receipt of your|completing|booking|ordering|purchas\w+|check-?in|checkout"
    r"|payment|registering|signing|the (?:customer|client|passenger)|mrs?|ms|she|he|they)"
    r"|with your (?:permission|ok|okay|approval|consent)|if you|whichever you"
    r"|whatever you|whenever (?:it )?(?:suits|you)|any (?:day|time|moment) you"
    r"|(?<=^ )otherwise"
    r"|just say|say the word|in that case|as long as|provided|providing|assuming"
    r"|(?<=^ )any (?:trouble|problems?|issues?|doubts?|questions?)|(?<=^ )for (?:only "
    r"|just )?(?:\d+|a) (?:euros?|pounds?|dollars?|tenner|fiver|small fee|fee)"
    r"|(?<=^ )you (?:just )?(?:tell|say|give|send|pick|choose|name|let)) "
)
"""It waits for the customer, or for bad luck: an offer."""

OWN_MAIN_CLAUSE = re.compile(
    r" (?:let (?:us|me) know|feel free|please|give (?:us|me)|just|dm|contact|message|reply|shout"
    r"|get in touch|do not hesitate|tell (?:us|me)|drop (?:us|me)|here|you can|call|ask) "
)
"""Words that give a condition a main clause of its own."""

ASKED_FOR = re.compile(
    r"^ (?:please |just |simply |then |so |ok |okay |do |kindly |now |and |or |first )*(?:dm|send"
    r"|bring|give(?! (?:me|us|it) (?:(?:a|an|one|two|three|some|the|\d+|just|about|half|another"
    r"|ten|five) ){0,3}(?:\w+ )?(?:minutes?|mins?|hours?|moment|days?|secs?|seconds?|bit|while"
    r"|until|till|weeks?|couple|few|second|tick|sec|morning|afternoon|weekend))|let (?:us"
    r"|me) know|call|reply|text|fill|share|drop|say|sign|confirm|tell|shoot|ping|pop|upload|return"
    r"|hand|show|click|visit|email|mail|message|provide|register|log|come|ask|pick|choose|leave(?!"
    r" (?:it|this|that|everything|him|her|them) )|contact|pm|whatsapp|write|post|forward|fetch|get"
    r"|enter|attach|complete|take|snap|find|check|turn|try|restart|reset|move|put|head|go|walk|use"
    r"|verify|quote|mention|reach|report|book|pay|accept|decide|shout|approve|supply"
    r"|(?:one|a|a quick|a short|a single|the) (?:\w+ )?(?:word|message|dm|call|text|nod|shout"
    r"|signal|photo|click|reply|email|line|ring|note)) "
)
"""The customer is asked to do something first."""

QUESTION = re.compile(
    r"^ (?:(?:so|and|but|ok|okay|then|or|hi|well|\w+ ,) )*(?:(?:who|what|when|where|how|why|which"
    r"|whose)(?: \w+){0,3}? (?:will|shall|is|are|do|does|did|was|were|has|have|can|could|would"
    r"|should|'s)(?! (?:do|happens|next|refund|call|send)\b)(?= )|(?:shall|do|does|did|can|could"
    r"|would|should|are|is"
    r"|am|has|have|had|was|were|may|might) (?:i|we|you|he|she|it|they|there|any|anyone|anybody"
    r"|someone|somebody|the|our|my|your)|will (?:i|we|you|he|she|it|they|there|any|anyone|anybody"
    r"|someone|somebody|the|our|your|this|that)) "
)
"""A question that forgot its mark."""

TAG = re.compile(
    r" , (?:ok|okay|alright|all right|deal|yes|yeah|if that is ok|sound good|cool) \? $"
)
"""*I'll call you, ok?* only asks for a nod."""

COURTESY = re.compile(
    r" (?:look(?:ing)? forward|see you|be (?:happy|glad|delighted|pleased|sorry|honest|here|there"
    r"|thrilled|proud|thinking|rooting|missed|grateful|cheering|fine|ok|okay|right there|able"
    r"|unable|closed|open|away|off|on (?:leave|holiday|vacation)|required|charged|in the office"
    r"|at my desk|available|unavailable|late|quiet|silent|waiting|watching|looking)"
    r"|get through this|get there|have (?:lunch|dinner|breakfast|a coffee|a drink|the soup)"
    r"|keep (?:trying|improving|working|learning|doing our|hoping|your feedback in mind"
    r"|that in mind"
    r"|this in mind|smiling|going|at it)|take (?:your word|it as|that as|pride|a while|time|some"
    r"|days|weeks|longer)|leave it (?:at that|there)|let you (?:go|get|off|decide|be)|hold you to"
    r"|give you that|do better|do everything|do all|do whatever|do what|do anything|go out of"
    r"|have to|need to|say it|say this|say that|stand by|stick(?! (?:an?|it|your|the"
    r"|one|this|that) )|keep our|stay|pass on this|say no"
    r"|bear with|be with you through|work hard|work harder|work on it|treat you|come back again"
    r"|serve you|take (?:good |great |the best )?care of you|keep (?:our|my|all) fingers"
    r"|make you feel|raise a glass|drink to|open (?:a|our|the) (?:new )?(?:store|shop|office"
    r"|branch|route|lounge)|smile|dance|celebrate|toast|cheer|grin|blush|keep (?:a|your) (?:seat"
    r"|spot|place|table) warm|cross our|cross my|let you enjoy|say (?:goodnight|good night"
    r"|goodbye|bye|thanks|thank)|be sure to smile|wave you|fingers crossed) "
)
"""After *will*: courtesies, wishes, and what is no deed."""

BE_DEED = re.compile(
    r"^ (?:in (?:touch|contact)|sure to|back (?:to (?!work|the office)|with"
    r"|on (?!\w+day|the \d|\d)|in touch|at|tomorrow|before|by)"
    r"|with you (?!all |always |through )|at your|at (?:his|her|their) (?:door|home)|round|over|on"
    r" (?:it|the phone|to)|along|there (?:on|at|by|before|tomorrow|today|tonight"
    r"|\w+day)|reaching|having|\w+ing"
    r" (?!forward))"
)
"""After *I'll be*: what is a deed all the same. Whatever ends in -ing is looked at further."""

ARRIVES = re.compile(
    r"^(?:be (?:with (?:you|him|her|them)|back(?! on (?:\w+day|\d)| to haunt"
    r"| to bite)|there|on (?:its|their|your"
    r"|his|her)|in (?:your"
    r"|his|her|their|the post|the mail)|at (?:your|his|her|their)|ready|sorted|fixed|done|up and"
    r"|working|right|out (?:to|in|by)|off (?:your|his|her|the)|gone|yours|in place|live|over"
    r"|complete|all right|settled|available)|arrive|reach (?:you|him|her|them|your)|land (?:in|on"
    r"|with|at)|go (?:out|back|up to|to|in|into|off|straight)|come (?:to|back to (?:you|him|her"
    r"|them)|over|with"
    r"|from|by|off|your|round|through|straight)|get (?:to you|sorted|fixed|done|refunded|sent"
    r"|there|back to"
    r"|a|an|it|his|her)|follow|appear|show (?:up )?on|hit (?:your|his|her)|work again"
    r"|drop (?:into|in|through|on)"
    r"|leave (?:here|us|the|our|today|tomorrow|tonight)|make its way|head|turn up|disappear|vanish"
    r"|come off|stand at|ship|move|find its way|happen) "
)
"""What a thing does when it is delivered or mended."""

PARTICULAR = re.compile(
    r" (?:you|your|yours|his|her|him|hers|them|this|that|it|these|those|a new|a fresh|another|the"
    r" (?:missing|new|replacement|second|corrected|refund|report|money|rest|amount|full|right"
    r"|lost|broken|damaged|wrong|double|fee|charge|voucher|parcel|label|letter|engineer|outcome"
    r"|verdict|answer|reply|contract|invoice|bill|case|file|complaint|claim|credit|difference|lot"
    r"|old|repair|meter|router|bag|suitcase|seat|ticket|balance|deposit|other|remaining|first"
    r"|line|boiler|screen|charger|sofa|shelf|error|mistake|fault|whole|paperwork|form|photos?)"
    r"|a (?:replacement|refund|corrected|technician|second|credit|confirmation|full|proper"
    r"|written)|(?:from|by) (?:us|me)) ",
    re.IGNORECASE,
)
"""It is about this customer and this case."""

NOT_OURS_TO_KEEP = re.compile(
    r" (?:(?:app|website|site|lift|escalator|road|runway|track|bridge|system|server|lounge|storm"
    r"|train|bus|meeting|office|shops?|stores|phones|schedule|timetable|prices?|fares?)"
    r" (?:(?:is|are|'s) going to|will|shall|goes?|comes?)"
    r"|(?:flights?|plane|train|boarding|contract|subscription|departure|gate|booking|check-in|trial"
    r"|points|service)"
    r" (?:(?:is|are|'s) going to|will|shall|goes?|comes?|leaves?|departs?)) "
    r"(?!be (?:refund|correct|restor|cancel|amend|upgrad|credit|fix|rebook|back))"
)
"""Things that happen by themselves or to everybody."""

GOOD_NEWS = re.compile(
    r" (?:your money|the money|money back|refund|a new|the new|replacement|an answer|a call"
    r"|call ?back|a reply|an update|news|word|credit|amount|the difference|it back|compensation"
    r"|voucher|confirmation|a response|response|a decision|outcome|repaid|reimbursement|the rest"
    r"|phone call|visit|explanation) "
)
"""What a customer gets from us."""

WORDS = re.compile(
    r" (?:(?:you have|have|got|you have got) my word|my word on it|(?:i|we) (?:hereby |do "
    r"|can )?promise"
    r"(?: you)?|(?:i|we) (?:personally )?guarantee|leave (?:it|this|that|everything|him|her|them"
    r"|these)"
    r" (?:all )?(?:with|to) (?:me|us)|consider (?:it|this|that|(?:that|those|the|your"
    r"|these) \w+) (?:done|sorted|fixed|gone|handled|paid|refunded|taken care)"
    r"|(?:you can )?(?:count|rely|depend) on (?:me|us) (?:to|for)|you can (?:count|rely|bank) on"
    r" (?:it|a|an|my|our|hearing|that)|my promise|that is a promise|it is a promise|i swear"
    r"|i commit to|we commit to|(?:i|we) undertake to|(?:i have|i 've|we have) got this"
    r"|count on (?:an?|my|our|us|me|hearing|it)|(?<=^ )allow (?:me|us) to(?! explain| apologi)"
    r"|mark my words|(?:i|we) owe you .{0,40}?(?:tomorrow|today|tonight|by|before|this)) ",
    re.IGNORECASE,
)
"""Words that give one's word."""

SHORT = re.compile(
    r"^ (?:(?:ok|okay|sure|yes|yep|right|absolutely|of course|no problem|understood|noted|great"
    r"|hi|hey"
    r"|hello|thanks|perfect|[A-Z]\w+) ,? ?)*(?:(?:am |'m |i am |we are )?on it|will do|shall do"
    r"|consider it done|(?:i|we) am on (?:it|this)|i am on the case"
    r"|we are on the case) (?:[,.!;-] |$|now |right"
    r"|straight|and |today |tomorrow |for )"
)
"""A yes that is a promise."""

EXPECT = re.compile(
    r" (?:expect|await|look out for|watch (?:out )?for|keep an eye out for"
    r"|keep an eye on your \w+ for"
    r"|look for) (?:(?:my|our) |to hear from (?:me|us)|.{0,60}? from (?:me|us|our|my|the \w+ team"
    r"|[A-Z]\w+|(?:the|a|one of our|an?) (?:driver|engineer|technician|planner"
    r"|warehouse|depot|office|desk"
    r"|crew|team|fitter|mechanic|shop|manager|colleague)) )"
)
"""*Expect a call from me before noon.*"""

OWING = re.compile(
    r"^ (?!.* (?:since|has been|have been|was|were) )(?!got |was |called |came |went "
    r"|had |rang |no )(?:\w+ ){0,3}?(?:back|update|answer|news"
    r"|more|reply|call|callback|word|outcome|decision|result"
    r"|feedback|email|confirmation|refund|replacement|details|letter|invoice|label|voucher) "
    r"(?:\w+ ){0,4}?(?:from (?:me|us)|to you|to come|on (?:its|the) way"
    r"|with you|to (?:him|her|them)|going out|coming|due|follows|to follow|will follow|on this"
    r"|here)",
    re.IGNORECASE,
)
"""*Answer to you by Friday.*: no verb, and still a promise where it says when."""

NOW = re.compile(
    r" (?:now|currently|at the moment|right now|still|already|as we speak|at present|presently|busy"
    r"|meanwhile|in the meantime|for (?:days|weeks|hours|ages)|since|anymore|lately|attached"
    r"|attachment|herewith|hereby|enclosed|in this (?:mail|message|email)) "
)
"""It goes on; nothing is announced."""

JOINTS = re.compile(
    r" (?:[,;:()]|-+|\u2013|\u2014|and(?! \d)|but|so(?! (?:that|far|long|many|much|soon))|because"
    r"|although"
    r"|though|while|plus|yet)(?= )"
)
EMBEDDED = re.compile(r" (?:why|whether|how|what|who|where|which|because|so that|if) ")
EMBEDS = re.compile(
    r" (?:whether|if|who|when|what|how|which|why|where|wonder|wondering|unclear|that|how soon"
    r"|how quickly|question is) $"
)
"""Right before the subject: an embedded question."""
ADVERBS = listed(
    """
    also then still certainly definitely of course now both all personally gladly happily just
    immediately straight away right again soon today tomorrow therefore obviously surely first next
    quickly only shortly tonight simply ourselves myself himself herself themselves later monday
    tuesday wednesday thursday friday saturday sunday duly in turn probably each absolutely always
    """
)
PRONOUNS = listed("i we you he she it they this that these those there who which")

DAY = re.compile(
    r" (?:today|tonight|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|noon|lunch|eod|cob|asap"
    r"|first thing|later today|this (?:morning|afternoon|evening|week|weekend)|next week"
    r"|(?:by|before) (?:the |an? |about )?(?:next )?(?:\d+|one|two|three|four|five|half|end|close"
    r"|weekend|hour)|(?:within|in) (?:the |about )?(?:next )?(?:\d+|an?|one|two|three"
    r"|four|five|half"
    r"|few|couple) ?(?:\w+ ){0,2}?(?:min|mins|minutes?|hours?|hrs?|days?|weeks?"
    r"|moment|bit|jiffy)|before (?:i|we) (?:go|leave)|at (?:\d[\d.:]*(?:am|pm)?|one"
    r"|two|three"
    r"|four|five|six|nine|ten|eleven|half|noon)|in the (?:morning|afternoon|evening)|(?:by|before"
    r"|till|until) (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|noon|midday"
    r"|midnight)|(?:\d+|one|two|three|four|five|ten|few) (?:more )?(?:working )?(?:days?|hours?"
    r"|minutes?)|(?:on|by|before) the \d+(?:st|nd|rd|th)|thurs|end of the day|lunchtime|(?:on|by"
    r"|before) (?:(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december) \d+\w*|\d+\w* (?:january|february|march|april|may|june|july|august|september"
    r"|october|november|december))) ",
    re.IGNORECASE,
)
"""A moment that is of this case, where *within seven days* may be a rule."""

TIMELESS = listed(
    """
    send call ring refund escalate forward pass book rebook ship replace credit loop put get arrange
    post transfer cancel remove waive reverse raise email upgrade swap issue reorder resend redo
    reimburse compensate chase file request add flag log note write hand waive jot pencil slot
    submit give drop bring deduct correct knock move
    """
)
"""*I'm sending you one*: announces without a moment."""

GENERIC = re.compile(
    r"(?<! your)(?<! the)(?<! these)(?<! those)(?<! both)(?<! two)(?<! his)(?<! her)(?<! their)"
    r"(?<! any)(?<! our)(?<! three)(?<! my)(?<! new)(?<! missing)(?<! \d) (?:refunds|claims|orders"
    r"|tickets|bags|requests|complaints|messages|parcels|invoices|bills|items|returns"
    r"|payments|flights|seats|bookings|deposits|contracts|cancellations|purchases|(?:after|upon"
    r"|on|following) (?:your|the|a|any) (?:purchase|booking|order|payment|move|return|flight|trip"
    r"|cancellation|journey|check-?out)|in case of|anyone who|those who|from (?:january|february"
    r"|march|april|may|june|july|august|september|october|november|december|next (?:year|month"
    r"|season|summer|spring))"
    r"|deliveries|products|devices|repairs|readings|suitcases|packages|reservations|fares) ",
    re.IGNORECASE,
)
"""Many of a kind, none in particular: how things go."""

REQUESTED = re.compile(
    r"^ (?:(?:please|just|simply|kindly|pls|so please|feel free to|you are welcome to"
    r"|it is best to|all you need to do is|you only have to|you (?:just|only) need to) "
    r"|(?:you can|you could|you may|could you|can you) "
    r"|(?!thanks?|sorry|apologies|appreciate|bear|leave|trust|hang|hold|sit|rest|got|received|noted"
    r"|understood|passed|spoke|called|checked|asked|excuse|give|let|i|we|you|he|she|it|they|the|a"
    r"|an"
    r"|this|that|your|our|my|his|her|no|not|and|but|so|hi|hey|hello|dear|good|as|in|on|at|with|for"
    r"|from|to|by|if|when|once|after|before|since|because|mr|mrs|ms|what|who|how|why|there|here"
    r"|of|about|yes|ok|okay|all|both|heard|believe|count|watch|expect|now|today|tomorrow"
    r"|rang|found|saw|read|sent|told|took|made|put|did|went|came|set|left|lost|brought|paid|wrote"
    r"|met|ran|glad|happy|great|will|going|was|is|are|am|have|has|had|do not|don|worry|oh|aww"
    r"|ouch)"
    r"[a-z]+(?<!ed)(?<!ing)(?<!ly) (?:(?!is |are |was |were |has |have |will )\w+ ){0,8}?(?:us|me"
    r"|your|here|link|back) )"
)
"""The customer is asked something, in whatever words: *shoot me a DM and*."""

HANDED_IN = re.compile(
    r"^ (?:with|against|on showing|on) (?:the |a |your |proof )(?:\w+ )?(?:receipt|purchase|proof"
    r"|code"
    r"|photo|number|details|slip|voucher|passport|reference) "
)
BY_THEN = re.compile(
    r" (?:is|are|'s|s) (?:\w+ )?(?:with you|in your|on your|off your|at your|back (?:in|on|with"
    r"|at)|ready|sorted"
    r"|fixed|done|gone|in the post|on the (?:van|truck|road|train)|out of (?:your|the)|refunded"
    r"|paid"
    r"|repaired|mended|corrected|restored|back up|up again|settled|live again) "
)
"""*By Monday it's off your bill.*"""

NOBODY = re.compile(
    r"^ (?:(?:and|but|so|sorry|unfortunately|however|,) )*(?:no (?!worries|worry|problems?|probs?"
    r"|need|doubt|trouble|stress|rush|hassle|fuss|bother|matter|reason|panic|sweat|later)\w+"
    r"|(?:at no|under no|in no|by no) \w+|nobody|none of|neither|nothing|never) "
    r"(?:\w+ ){0,4}?(?:will|is|are|comes?|gets?|goes) "
)
"""*No technician comes*, *under no circumstances will we*."""

DEPARTMENT = re.compile(
    r" (?:(?:from|in|at|with|of) (?:the |our )?|team |desk |department |the |our )(?:claims|refunds"
    r"|returns|bookings|payments|orders|complaints|deliveries|reservations|repairs|cancellations"
    r"|contracts|bills)(?: (?:team|desk|department|people|side))?(?= (?!\w+ed |are |were ))"
    r"| (?:claims|returns|payments|deliveries|reservations|repairs|cancellations"
    r"|complaints|bookings)"
    r"(?= (?:team|desk|department|people|side|will (?!be |get |not |take |cost |go )))"
)
"""The names of departments that are also names of many things."""

FRAME = re.compile(
    r" (?:(?:i|we) (?:(?:would|'d) (?:also )?like to|can|want to|wanted to|am happy to|are happy to"
    r"|am pleased to|are pleased to|am glad to|are glad to|do|can also|just wanted to|hereby)"
    r" (?:confirm|inform|tell|assure|let|advise|say|reassure|announce)"
    r"(?: (?:you|him|her))?(?: know)?(?: here)?(?: that)?"
    r"|(?:please |kindly )?(?:note|be (?:advised|informed|assured)|rest assured)(?: that)?"
    r"|just (?:to let you know|so you know|letting you know)(?: that)?|as (?:promised"
    r"|agreed|discussed)"
    r"|for sure|fyi|(?:the )?good news(?: is)?(?: that)?|(?:i am |we are )?(?:happy"
    r"|glad|pleased|delighted)"
    r" to (?:say|confirm|tell you|inform you|let you know|announce)(?: that)?) (?:[,:-] )?"
    r"(?=(?:i|we|you|it|the|our|your|my|a|this|that|[A-Z]\w+) )"
)
"""Words that only lead up to what is said; *I would like to confirm* hedges nothing."""

BOOKED = re.compile(
    r" (?:new|another|second|replacement) \w+ (?:is )?(?:in the post|on (?:the"
    r"|its) (?:van|truck|way)|with you|to you) "
    r"| (?:technician|engineer|mechanic|courier|driver|fitter|electrician|plumber|visit|call ?back"
    r"|call"
    r"|collection|pick ?up|delivery|appointment|repair|someone|somebody|colleague|replacement|van)"
    r" (?:\w+ ){0,2}?(?:(?:is|are|'s) )?(?:now |all |already )?(?:booked|scheduled|planned|lined up"
    r"|arranged|down|coming"
    r"|set) "
)

FIRST_THING = re.compile(
    r" (?:(?:my|our) (?:first|next) (?:\w+ )?(?:call|job|task|stop|thing|email|action)|(?:first"
    r"|next) (?:thing"
    r"|job|call) (?:\w+ )?(?:i|we)|(?:on|to|at the top of|top of) (?:my|our|her"
    r"|his) (?:\w+ )?(?:list|pile)|in (?:my|our|her|his) (?:diary|calendar)) ",
    re.IGNORECASE,
)
AT_DOOR = re.compile(
    r" (?:at (?:your|his|her) (?:door|place)|on (?:your|his|her) (?:doorstep|doormat|account|card)"
    r"|in (?:your|his|her) (?:inbox|account|hands|mailbox|letterbox)) "
)

THEN = re.compile(r"^ (?:then|in that case|if so) ")

OFFERING = re.compile(
    r"(?:^ | [.?!] )(?:want|need|would you|would it|prefer|rather|fancy|interested|still stuck"
    r"|any (?:trouble|questions|problems)"
    r"|would a|is it ok|ok if|shall (?:we|i)|do you want|have you got|got a) [^?]*\? $"
)
"""A question that offers something: what follows it hangs on a yes."""

ENCLOSED = re.compile(
    r" (?:attached|attachment|herewith|hereby|enclosed|below|in this (?:mail|message|email"
    r"|letter)) ",
    re.IGNORECASE,
)
"""What the message itself does."""
