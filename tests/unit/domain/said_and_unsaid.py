"""Sentences of our own for the rules that find commitments: none is of the labelled sets."""

from __future__ import annotations

COMMITMENTS = """
Ik zoek het uit en kom er morgen bij je op terug.
Je krijgt voor het einde van de week antwoord van mij.
Ik hang vanmiddag nog even aan de lijn met Schiphol voor je.
Ik duik erin en laat je weten wat ik vind.
Ik heb het genoteerd en bel u vrijdag.
Maak je geen zorgen, ik regel het voor je.
Wij nemen vandaag nog contact met u op.
Onze technische dienst neemt morgen contact met u op.
Ik zorg dat het geld vrijdag op je rekening staat.
Het bedrag staat binnen drie dagen op uw rekening.
U ontvangt van ons een nieuwe factuur.
U krijgt morgen een nieuwe modem.
Er komt dinsdag een monteur bij u langs.
Bas pakt dit op.
Sanne van facturatie pakt dit morgen op met de klant.
Ik zet het vandaag nog in gang.
Ik leg het voor aan mijn teamleider en laat het je weten.
Ik bel hem zo even.
Oké, ik pak deze. Ik stuur haar vanmiddag een bericht.
Ik hou je op de hoogte.
We houden je op de hoogte van het onderzoek.
Ik vraag na waarom er niet gebeld is.
We maken dit in orde.
Ik ga erachteraan.
Daar ga ik achteraan.
Zodra het onderdeel binnen is, bellen we u om een afspraak te maken.
Ik meld me morgen bij je.
Morgen voor twaalven weet je van mij waar je aan toe bent.
Het magazijn stuurt u een nieuw exemplaar.
De monteur komt morgen tussen 8 en 12 langs.
Uw klacht wordt door onze juristen onderzocht en u hoort binnen twee weken van ons.
Ik annuleer de tweede boeking en stort het bedrag terug.
Karin belt mevrouw Jansen vanmiddag terug.
Ik stem dit af met de planning en kom erop terug.
Dat zetten we recht.
Dat trekken we recht.
Ik schiet Peter hierover aan en laat het weten.
Hij staat morgen op je stoep.
Je bent morgen weer online, daar zorgen we voor.
Ik draai die kosten terug.
We zullen het bedrag crediteren.
Wij vergoeden de taxi.
Ik zal dit intern bespreken.
Vanavond mail ik je de bevestiging.
Dan stuur ik je morgen een nieuwe.
Fatima zet het op haar lijstje en belt je maandag.
Laat dit maar aan mij over.
Doe ik.
Komt voor elkaar!
Ik loop straks even langs de werkplaats om te vragen hoe het zit.
Binnen een uur heeft u een nieuwe boarding pass in uw mail.
De collega die hierover gaat, belt je vandaag nog.
Die kosten halen we eraf.
Je geld komt terug, dat regel ik vandaag.
De factuur wordt aangepast.
Wordt vandaag nog opgepakt door de tweede lijn.
Goedemiddag Jan, ik zoek dit graag voor je uit en laat je vandaag nog weten wat er mogelijk is.
Ik kom hier uiterlijk woensdag op terug.
Ik heb nu geen tijd, maar bel je vanavond.
Ik ga kijken waar je koffer is gebleven en bel je daarna.
I'm going to chase the courier team for you.
I'll get this looked at today.
We'll get that sorted for you.
Leave it with me and I'll come back to you.
I'll see to it that the fee is refunded.
You'll get a call from Dana in our claims team tomorrow.
Someone will be with you tomorrow between 8 and 12.
Your new router is going out today.
I'm putting the refund through this afternoon.
I'll be calling you at 4.
I will be in touch as soon as I hear from the depot.
Let me check with the warehouse and come back to you.
We'll make this right.
I've asked finance and they'll pay it out on Friday.
Sarah will pick this up tomorrow.
The technician will fix it on Tuesday.
Refund will be with you by Friday.
The money will be back in your account within three days.
I'll make sure the crew know about the nut allergy.
We are going to replace the screen free of charge.
Will call her back after lunch.
On it!
I'll chase.
You'll have my answer before noon.
Once the part is in, we'll call to book a slot.
Our driver will drop it off tonight.
I'll keep you posted.
Expect a call from me before noon.
I'll dig into this and message you tonight.
I'll find out why nobody called you.
Don't worry, I'll cancel the duplicate.
I don't know the answer yet but I'll find out by tomorrow.
If I don't hear from them by noon, I'll ring them again.
Marketing is going to take the banner down tonight.
We will look into this and get back to you.
Hi Anna, sorry to hear this, we'll look into it.
I'm on it, you'll have an update by 3pm.
The fee comes off your bill today.
I'll talk to the branch manager and let you know what she says.
We'll pop a new one in the post.
We'll honour the old price.
It'll be fixed by tomorrow.
I'll personally walk it over to legal.
I am escalating this to our duty manager.
We're sending a technician on Monday.
Your seats will be moved together, I'll do it tonight.
I'll let the store know you're coming.
You'll be back online by tonight.
My first call tomorrow is to the depot about your bag.
By Monday it's off your bill.
A technician is booked for Tuesday morning.
Helen calls you tomorrow at nine.
The depot ships it tonight.
You're getting a new one from us.
Count on an answer from us by Thursday.
Allow me to look into this.
Reken op een telefoontje van mij, morgen voor tienen.
Om drie uur hangt Karin bij je aan de lijn.
Morgen is je lijn weer in de lucht.
Je bent morgen gewoon weer online.
Voor het weekend ligt er een voorstel.
Ik blijf het volgen.
Laat mij dit even uitzoeken.
Om 10 uur staat Piet bij je voor de deur.
Het team van Ahmed gaat er vanmiddag mee aan de slag.
Eind van de dag weet je meer.
Ik ben morgen om 9 uur bij u.
Kees van techniek duikt er morgen in.
Ik stuur je de link waarmee je kan inloggen.
Ik zoek uit wie de chauffeur was.
Ik zet alle kosten voor je op een rij.
Ik stuur u een nieuwe die niet lekt.
I'll trace the bag that never arrived.
I'll check the policy with legal.
Noon at the latest: you'll have the tracking code.
De purser neemt je knie mee in de briefing.
We'll hold your seat until you arrive.
Our florist will send her a bunch tomorrow.
Two more days and the new card is in your letterbox.
Refund first, questions later: it goes through today.
I've got your back on this one: a new ticket is coming your way tonight.
That bill gets corrected, I'm seeing to it.
Your bag's flying to you tonight and a driver brings it over in the morning.
I owe you an answer, you'll have it tomorrow.
We'll be round with a new meter on Thursday.
Someone is coming out to you this afternoon.
Grid operations are sending two people over to your street tonight.
Tom's got the part and is fitting it tomorrow at yours.
I'm on to the hotel and will text you what they say.
Consider those fees gone.
We're covering the taxi, it'll be in your account this week.
Your order ships again tonight.
This goes to legal today and I come back to you with their answer.
By lunchtime tomorrow there'll be a plan in your inbox.
There will be a technician at your house tomorrow.
There'll be a voucher in your mail tonight.
My colleagues downstairs will dig out the recording.
Daan takes over from me tonight and calls you at 8.
The station team have the pram and will hand it to you at the gate.
Roberto in maintenance is going to swap the socket.
Our warehouse in Venlo repacks it and sends it tomorrow.
Accounts will have this straightened out by Wednesday.
You can expect our letter by Friday.
I'll ring, email and if need be drive over there.
As soon as the plane lands, our ground staff will look for the bear.
Got it: I'm adding the wheelchair to both legs today.
First thing tomorrow I'm on the phone with the grid company for you.
I shall write to you again on Monday.
We shall not charge you for the second visit, and I'll correct the bill.
Bear with me, I'm getting you someone who can look at the meter today.
Leaving it on my desk so I call her before ten.
Give me till Thursday and you'll have a straight answer.
Fine, I'll eat the fee for this one.
The missing charger goes in the post this afternoon.
Back to you before five with a yes or a no.
The lab is going to test your phone and I'll mail you what they find.
Yes, we'll take it back, label to follow today.
We'll sort out the seats with the gate.
I'll personally see that this lands on the right desk.
Your old contract will be restored, price included.
We'll have you on the 18:40.
Your credit will show on the next bill, I've just asked for it and will check it Monday.
It's my job to fix this, so I will.
Copy that, taking it from here. Will message her tonight.
She'll get a written apology from our director.
The couple will be hearing from us this week.
Ik sta bij je in het krijt, morgen heb je antwoord.
Donderdag staan we met een nieuwe meter voor je neus.
Vanmiddag komt er iemand bij je kijken.
Netbeheer stuurt vanavond twee man naar je straat.
Tom heeft het onderdeel en zet het er morgen bij jou in.
Ik hang aan de lijn met het hotel en app je wat ze zeggen.
Die kosten kun je vergeten, ik streep ze door.
De taxi is voor onze rekening, het geld maak ik vandaag over.
Je bestelling gaat vanavond opnieuw de deur uit.
Dit gaat vandaag naar juridisch en met hun antwoord kom ik bij je terug.
Morgen rond lunchtijd ligt er een plan in je mailbox.
Er staat morgen een monteur bij je voor de deur.
Mijn collega's beneden zoeken de opname op.
Daan neemt het vanavond over en belt je om acht uur.
Het stationsteam heeft de kinderwagen en geeft hem bij de gate aan je mee.
Roberto van onderhoud gaat het stopcontact vervangen.
Ons magazijn in Venlo pakt het opnieuw in en verstuurt het morgen.
U kunt onze brief voor vrijdag verwachten.
Ik bel, mail en rij er desnoods heen.
Zodra het toestel landt, zoekt ons grondpersoneel naar de beer.
Genoteerd: ik zet de rolstoel vandaag op beide vluchten.
Morgenochtend hang ik meteen aan de lijn met de netbeheerder voor je.
Ik schrijf u maandag opnieuw.
Geef me tot donderdag en je hebt duidelijkheid.
Vooruit, deze keer nemen wij de kosten op ons.
De vergeten oplader gaat vanmiddag mee met de post.
Voor vijven krijg je van mij een ja of een nee.
Het lab test je telefoon en ik mail je wat eruit komt.
Ja, we nemen hem terug, het label volgt vandaag.
We regelen de stoelen met de gate.
Ik zorg persoonlijk dat dit op het goede bureau komt.
Je oude contract wordt hersteld, inclusief prijs.
Wij zetten je op de vlucht van 18.40.
Ik doe er een bloemetje bij.
Die krijg je van ons vergoed.
Het bedrag komt deze week jouw kant op.
Mevrouw krijgt een excuusbrief van onze directeur.
Maandag zitten we met de leverancier om tafel en daarna bel ik u.
Ik ga er persoonlijk voor zorgen dat dit goed komt.
Dat pak ik op.
Pak ik op!
Regel ik vanmiddag.
Stuur het vanmiddag naar je op.
Neem ik mee naar het overleg van morgen, hoor je daarna van me.
Ik gooi het morgen in de groep en laat je weten wat eruit komt.
Ik maak er een spoedgeval van.
We trekken dit tot op de bodem uit.
U wordt morgen door een collega gebeld.
U wordt vandaag nog teruggebeld.
Er wordt morgen een nieuw toestel bij u bezorgd.
De slotfactuur klopt niet, die laten we opnieuw maken.
We sturen iemand langs.
Er gaat vandaag een bos bloemen naar haar toe.
Ik bewaar de jas tot je belt.
Ik schakel onze specialist in.
Morgen weten we meer en dan hoor je het meteen.
Ik kom er nog op terug.
De klantendienst neemt uiterlijk morgen contact op.
Maria van planning schuift je naar voren op de lijst.
De jongens van het magazijn zoeken je doos.
De winkelmanager legt er een voor je apart.
Ik zal je een ander abonnement aanraden en stuur je vandaag het voorstel.
According to our planner the engineer will come to you tomorrow.
We will refund you within 14 days.
I'll take it up with my manager.
I'll take your business case to the board tomorrow.
U krijgt een nieuwe modem opgestuurd
U krijgt morgen een nieuwe modem opgestuurd.
Je krijgt een vervangend toestel toegestuurd.
Je krijgt het bedrag teruggestort.
U krijgt van ons een voucher toegestuurd.
I've asked my colleague to call you tomorrow morning.
I have asked Finance to refund you today.
We've asked our engineer to come round on Friday.
I've told Sanne to ring you this afternoon.
Ik heb mijn collega gevraagd je morgen te bellen.
Ik heb de monteur gevraagd om morgen bij u langs te komen.
I'll recommend you for the upgrade and send it to you today.
We zullen jullie een ander hotel aanraden en vandaag een voorstel sturen.
Ik heb onze monteur gevraagd om morgen bij u langs te komen.
"""
"""Each says what somebody of ours will do."""

OTHERS = """
Ik kijk nu even mee.
Ik kijk of er nog plek is.
Ik zal kijken wat ik voor je kan doen.
We gaan ons best doen.
Ik begrijp je frustratie.
Ik heb je gisteren gebeld.
Ik zou je vrijdag bellen, maar dat is niet gelukt.
Wilt u ons uw klantnummer sturen?
Stuur ons even een DM met je gegevens.
Als je ons je nummer stuurt, bellen we je terug.
Wij sturen nooit wachtwoorden per mail.
U kunt uw bagage ophalen bij balie 4.
Ik ga dat niet doen.
We hopen je snel weer te zien.
De klant stuurt morgen foto's.
Mevrouw belt vrijdag terug.
PostNL bezorgt het pakket morgen.
Je bank boekt het bedrag af.
Ik denk dat ze morgen bellen.
Waarschijnlijk lossen we het morgen op.
Ik ben benieuwd.
Ik werk morgen niet.
Ik ben er maandag weer.
Laten we het afwachten.
Er wordt aan gewerkt.
We werken eraan.
Zal ik hem terugbellen?
Moeten we haar niet even bellen?
Wie pakt deze op
Ik kan u een voucher aanbieden.
Ik wil je best even bellen.
Het contract loopt op 1 mei af.
Wij bieden onze excuses aan voor het ongemak.
Ik weet niet of ze hem terugbellen.
Je kunt me altijd bellen.
Ik vind dat we dit moeten vergoeden.
We hadden beloofd vrijdag te bellen.
Ik heb Sanne gevraagd om u te bellen.
Onze winkels openen om 9 uur.
Wij behandelen klachten binnen tien werkdagen.
We nemen uw klacht serieus.
Een terugbetaling wordt binnen 7 dagen verwerkt.
Uw abonnement wordt automatisch verlengd.
De nieuwe app komt in mei uit.
Hij komt de bank zaterdag zelf ophalen.
Ik wens je een fijn weekend.
Ik neem het je niet kwalijk.
Dat doen we dus niet.
Ik verwacht dat het morgen is opgelost.
Daar kunnen we helaas niets aan doen.
Hoor ik graag van je!
We horen graag van je.
Ik hoor het wel.
Voor vertragingen onder de drie uur geven we geen vergoeding.
Ik sprak haar net, ze belt morgen zelf terug.
Ik stuurde je vanmorgen een mail.
Met één druk op de knop zet je hem uit.
Bij een defect repareren we het toestel binnen twee jaar gratis.
We leveren tussen 8 en 22 uur.
Ik snap dat je boos bent, en dat spijt me.
Mark, bel jij haar even?
Kun jij dit vandaag oppakken?
Het scheelt dat de storing morgen waarschijnlijk voorbij is.
Bel ons morgen even op 0800-1234.
Neem gerust contact met ons op.
U hoort dan een piep.
Ik ga volgende week op vakantie.
Ik reageer namens Amy.
We'll do our best.
I'll try to reach him.
I'll see what I can do.
We'll be happy to assist you.
If you send us your number we'll call you.
Once you've sent the form we'll process it.
DM us your number and we'll look into it.
I would call her if I were you.
We were going to call you on Friday.
You'll need to call the bank.
The customer will call back tomorrow.
She'll send us the photos.
Will you call her?
Who will call her
Can you call him back?
We always refund within seven days.
We never share your data.
Customers will receive an email.
I won't be able to refund this.
We can't rebook you.
I can send you a voucher if you like.
I think we'll refund it.
Hopefully we'll have news tomorrow.
We might refund half.
DHL will deliver the parcel tomorrow.
Your bank will need 3 days.
I'll be on holiday next week.
I'll be honest, this is bad.
We'll see.
The store opens at 9 tomorrow.
I'm working on it.
I called her at 3.
We refunded you on Monday.
It's been sent to the lab.
We'll have to wait for the lab.
Feel free to call us.
Please call us on 0800.
Please send me her number and I'll call.
Let us know if you need anything.
Let me know by Friday.
I'd be happy to call you.
Shall we call him tomorrow?
Your subscription will renew on 1 May.
The app will be down on Sunday.
The website will be updated this weekend.
I hope you'll have a great weekend.
We look forward to seeing you.
I understand you will be travelling with children.
You'll find it on our website.
You will receive a confirmation email after booking.
I believe Mark said he'd do it.
Mark, can you refund this today
I'd say we refund it.
We should call her today.
Not going to happen, I'm afraid.
We're not going to pay for that.
The customer says he'll call us back.
I doubt we'll get it back.
I'm trying to get hold of the driver.
Give us a call and we'll sort it.
Should you need anything else, we'll be here.
They'll pick it up themselves on Saturday.
We will never ask for your password.
Any unused amount will be refunded automatically.
Select the following link to join us in a DM and we'll go from there.
If you ever need anything else, just shout and we'll come running.
Shoot me a DM here and we'll check it out.
Please direct message us and we'll inform you of the alternatives.
We deliver up until 7 pm.
Once the internet comes back do the same to the cable box.
The new manager will start on Monday.
It'll come back to bite us.
Orders placed before 22:00 will be delivered the next day.
We'll leave the price as it is.
We'll keep our fingers crossed for you!
Liever een voucher? Dan maken we die voor je aan.
Stuur me je nummer. Dan bel ik je.
Met een kopie van de bon ruilen we hem om.
We laten het hierbij.
Daar doen we het voor!
We kijken ernaar uit je weer te zien.
Op werkdagen bellen we binnen vier uur terug.
Wij verhuizen volgende week naar Utrecht.
De winkel stuurt bestellingen dezelfde dag op.
Bestellingen van voor 22 uur bezorgen we morgen.
Ik zal je moeten teleurstellen.
We zullen je niet kunnen helpen.
Collega's kunnen u morgen bellen.
We close the complaints desk at six.
We email invoices on the first of the month.
Seats are assigned at check-in.
Your final bill follows within six weeks after you move.
A refund goes back to the card you paid with.
We charge 25 euros for a name change.
We deliver on weekdays between 8 and 6.
The engineer calls half an hour before he arrives.
Gold members get a call back within the hour.
We'll only ever email you from this address.
Lost property is kept for three months.
We keep lost bags for 90 days.
Vouchers are sent by email within a week.
Under the rules we pay 250 euros for a three-hour delay.
We will refund any ticket cancelled within 24 hours.
From March we will no longer accept cash.
From next year we'll be flying to Tokyo.
In spring we will open a store in Ghent.
Next year the warehouse moves to Tilburg.
Marketing is launching the campaign on Monday.
The team is having lunch at one.
There will be works on the line near Utrecht on Sunday.
It will rain all weekend.
The bank will send her a new card.
The airport will be busy tomorrow.
Sanne will be off on Friday.
Mark starts at 2 today.
I'm on the phone with the depot.
We're looking into it as we speak.
The invoice is attached.
The contract will end by itself in May.
Customs will release it on Thursday.
The hotel is sending her things on.
Her solicitor will write to us.
The match starts at 8.
I'm in until five today.
My shift ends at five.
The lift will be repaired on Thursday.
The system is down, IT is working on it.
Team meeting tomorrow at 10.
Training for the new system is on Tuesday.
The flight will be an hour late.
One word from you and it's cancelled.
If you'd rather have a voucher, we'll make you one.
Should the new one fail too, you get your money back.
Any trouble and we'll come out again.
Say when and I'll book it.
Just reply yes and I'll put it through.
Whenever you're ready, I'll walk you through it.
Want us to pick it up? We'll send a driver.
For 10 euros we'll deliver it tonight.
Need a hand? I'll call you.
You tell me the time, I'll arrange the rest.
I could send someone on Monday if that suits.
We can have a technician there by Monday if you're in.
With the order number I'll find it in no time.
As long as the seal is intact we'll take it back.
The moment you confirm, I'll ship it.
I'm afraid that will have to wait.
I refuse to call him again.
That's not something I'll do.
Nobody is going to call her today.
There won't be a refund.
None of us will be calling him.
We'll have to decline your claim.
I'm not sending another one.
We're keeping the charge.
We'll stick to our decision.
The fee stays on the bill.
We will not be sending a technician.
Neither of us will be in on Monday.
I'm leaving it as it is.
He'll never pay that.
It's going to be a long day.
This will end up on the news.
She'll be furious.
That call will cost us an hour.
This is going to get ugly.
We'll lose this customer.
We'll get complaints about this.
We'll regret this.
It'll all work out.
You'll love the new model.
You'll have a great trip.
You'll be fine.
We'll keep a seat warm for you!
We'll treasure your kind words.
We'll do a little dance in the office.
Your message will make our day.
You'll always have a friend here.
I'll let you enjoy your evening.
We'll cross our fingers for the weather.
The crew will be chuffed to read this.
I'll say goodnight then.
I'll be your contact person.
We sluiten de klachtenbalie om zes uur.
Rekeningen mailen we op de eerste van de maand.
Stoelen worden bij het inchecken toegewezen.
De eindafrekening volgt binnen zes weken na je verhuizing.
Een terugbetaling gaat terug naar de kaart waarmee je betaalde.
Voor een naamswijziging rekenen we 25 euro.
We bezorgen op werkdagen tussen 8 en 18 uur.
Gevonden voorwerpen bewaren we drie maanden.
Vouchers worden binnen een week gemaild.
Bij drie uur vertraging betalen we 250 euro.
We vergoeden elk ticket dat binnen 24 uur is geannuleerd.
Vanaf maart accepteren we geen contant geld meer.
Vanaf volgend jaar vliegen we op Tokio.
In het voorjaar openen we een winkel in Gent.
Marketing begint maandag met de campagne.
Het team luncht om een uur.
Zondag wordt er aan het spoor gewerkt.
De koerier staat voor twaalven bij hem op de stoep.
De bank stuurt haar een nieuwe pas.
Morgen wordt het druk op de luchthaven.
Sanne is vrijdag vrij.
Mark begint vandaag om twee uur.
Ik hang aan de lijn met het depot.
We zijn het aan het uitzoeken.
De factuur zit in de bijlage.
De douane geeft hem donderdag vrij.
Het hotel stuurt haar spullen na.
De wedstrijd begint om acht uur.
Ik ben er vandaag tot vijf uur.
De lift wordt donderdag gerepareerd.
Het systeem ligt plat, ICT is ermee bezig.
Morgen om tien uur teamoverleg.
Dinsdag is de training voor het nieuwe systeem.
De vlucht is een uur later.
Liever een voucher, dan maken we er een voor je.
Gaat de nieuwe ook stuk, dan krijg je je geld terug.
Zeg maar wanneer, dan boek ik het.
Antwoord met ja en ik zet het door.
Voor een tientje bezorgen we het vanavond nog.
Hulp nodig? Dan bel ik je.
Noem een tijd en ik regel de rest.
Ik zou maandag iemand kunnen sturen.
Met het ordernummer vind ik hem zo.
Zolang het zegel heel is, nemen we hem terug.
Zodra u bevestigt, verstuur ik hem.
Heb je liever je geld terug, dan storten we dat.
Dat zal moeten wachten.
Ik weiger hem nog eens te bellen.
Niemand gaat haar vandaag bellen.
Een terugbetaling zit er niet in.
Wij wijzen uw claim af.
Ik stuur er geen nieuwe heen.
We houden de kosten in rekening.
We blijven bij ons besluit.
De kosten blijven staan.
Dat laat ik zo.
Dat gaat hij nooit betalen.
Dat wordt een lange dag.
Dit haalt het nieuws.
Ze wordt woest.
Dat telefoontje kost ons een uur.
We raken deze klant kwijt.
Daar krijgen we klachten over.
Hier krijgen we spijt van.
Het komt vast goed.
Je gaat het nieuwe model geweldig vinden.
We houden een plekje voor je vrij!
We koesteren je lieve woorden.
Je bericht maakt onze dag goed.
De crew zal blij zijn om dit te lezen.
Ik wens je een fijne avond.
Ik ben je aanspreekpunt.
We zien je graag terug aan boord.
Graag tot volgende week bij ons in de winkel!
Tot morgen op Schiphol!
We zorgen altijd goed voor je.
Wij staan voor u klaar.
Ik snap dat je dit snel opgelost wilt.
Ik lees in het dossier dat ze vrijdag langskomt.
Je ontvangt de nota rond de 20e van de maand.
Je ziet de korting op je eerste factuur.
De punten staan na de vlucht op je account.
Een nieuwe pas is na vijf werkdagen binnen.
De folder komt in december uit.
Het pakket ligt bij het servicepunt klaar tot vrijdag.
Je pakket ligt vanaf morgen klaar bij het afhaalpunt.
U vindt de code onderaan de mail.
De meterstand geeft u voor de 10e door.
Hij haalt de sleutel morgen op bij de balie.
Zij betaalt het verschil vrijdag.
De huurder stuurt morgen de meterstand.
Jan (de klant) belt morgen zelf.
De aannemer van de klant maakt de muur dicht.
Hun verhuizer brengt de kast zaterdag.
Je moeder mag het pakket ook ophalen.
I'm sending the invoice along in the attachment.
In de bijlage stuur ik je het formulier.
Lufthansa will rebook them tomorrow.
Ziggo stuurt morgen een monteur.
Wat mij betreft storten we het terug.
As far as I'm concerned we'll waive it.
I'm leaving at five today.
Ik neem om twaalf uur pauze.
We houden vast aan ons besluit.
Loop even binnen, dan kijken we ernaar.
Na je aankoop krijg je binnen 24 uur een mail.
Vanaf maart sturen we facturen digitaal.
Bedankt, ik zal jullie zeker aanbevelen
Ik zal jullie aan iedereen aanbevelen!
Top geholpen, ik raad jullie zeker aan bij vrienden.
Ik zal jullie aanraden bij mijn collega's.
Ik ga jullie zeker bij vrienden aanraden.
We zullen KLM zeker blijven aanbevelen.
I will recommend you to my friends.
I'll definitely recommend you to everyone!
Thanks, I will certainly recommend your service.
According to our terms we will refund within 14 days of receipt
According to our policy, we will refund within 14 days of receipt.
Under our terms and conditions we will refund the fare within 14 days.
As per our conditions, we'll reimburse you within 30 days of your claim.
In line with our policy we will replace the item within 14 days of receipt.
Volgens onze voorwaarden betalen we binnen 14 dagen na ontvangst terug.
Conform onze voorwaarden storten we het bedrag binnen 14 dagen na ontvangst terug.
I'll take my business elsewhere
I will take my business elsewhere.
We'll be taking our custom elsewhere.
I'm going to cancel my contract and switch to another provider.
I'll never fly with you again.
I'm taking my money elsewhere.
Ik stap over naar een andere aanbieder.
Ik ga mijn abonnement opzeggen.
Ik neem mijn klandizie ergens anders heen.
U krijgt standaard een nieuwe modem opgestuurd als de oude kapot is.
Je krijgt altijd een mail toegestuurd bij een wijziging.
Klanten krijgen een nieuwe modem opgestuurd.
Krijg je een nieuwe modem opgestuurd?
U krijgt geen nieuwe modem opgestuurd.
U heeft een nieuwe modem opgestuurd gekregen.
U krijgt een modem opgestuurd als u verlengt.
I've asked you to call us tomorrow morning.
I asked my colleague to call you yesterday.
I've asked my colleague whether he called you.
I've asked the courier to leave it with your neighbours next time.
I've asked my colleague to call you, but he was away.
They've asked me to call you.
You asked my colleague to call you.
Have you asked my colleague to call you tomorrow?
Ik heb de monteur vorige week gevraagd om mij morgen te bellen, maar niets gehoord.
Ik heb u gevraagd mij morgen te bellen.
I told my colleague to call you.
I've asked my colleague to wait.
Our terms say we refund within 14 days.
I've asked my colleague to call me tomorrow.
Ik heb vorige week uw collega gevraagd om mij morgen te bellen.
I've asked the manager to give me an answer by Friday.
"""
"""None does: hedges, habits, offers, questions, deeds of others."""
