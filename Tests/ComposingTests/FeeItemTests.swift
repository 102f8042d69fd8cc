import Billing
import Composing
import Paper
import TestSupport
import Testing

/// How the fee came about, as the client reads it.
@Suite struct FeeItemTests {
    private func invoice(_ matters: MatterStatement...) throws -> Document {
        let template = try #require(try ShippedTemplate.read())
        return composeInvoice(SampleStatement.make(.invoice, matters), in: template)
    }

    private func proforma(_ matters: MatterStatement...) throws -> Document {
        let template = try #require(try ShippedTemplate.read())
        return composeProforma(SampleStatement.make(.proforma, matters), in: template)
    }

    private func percent(_ thousandths: Int) -> Percent { Percent(thousandths: thousandths) }

    // MARK: Arithmetic

    @Test func whatIsOverACapIsTakenOffStepByStep() throws {
        let over = FeeItem(
            kind: .overCap,
            working: [
                .given(.feeSoFar, usd(4_125_000)), .given(.cap, usd(3_500_000)),
                .sum(.overCap, usd(4_125_000), usd(-3_500_000)),
            ], amount: usd(-625_000))
        let matter = SampleStatement.matter(SampleStatement.longMonth, [over])
        for document in [try invoice(matter), try proforma(matter)] {
            #expect(
                document.row(startingWith: "Time recorded")
                    == ["Time recorded", "120.00", "41,250.00"])
            #expect(
                document.row(startingWith: "Less fees over the cap") == [
                    "Less fees over the cap", "Fees so far 41,250.00", "Cap 35,000.00",
                    "Over the cap 41,250.00 –\u{A0}35,000.00 = 6,250.00", "(6,250.00)",
                ])
            #expect(
                document.row(startingWith: "Total professional services")?.last == "35,000.00")
        }
    }

    @Test func hoursAndNumbersAreReckonedWithTheirPrices() throws {
        // 23.50 - 20.00 = 3.50 h; × 250.00 = 875.00. 5 - 2 = 3; × 350.00 = 1,050.00.
        let matter = SampleStatement.matter(
            [],
            [
                FeeItem(
                    kind: .overage,
                    working: [
                        .given(.included, hours(2_000)), .given(.used, hours(2_350)),
                        .sum(.beyond, hours(2_350), hours(-2_000), hours(0)),
                        .product(.quantity, hours(350), usd(25_000)),
                    ], amount: usd(87_500)),
                FeeItem(
                    kind: .units, description: "Filing",
                    working: [.sum(.beyond, 5, -2), .product(.quantity, 3, usd(35_000))],
                    amount: usd(105_000)),
            ])
        let document = try invoice(matter)
        #expect(
            document.row(startingWith: "Beyond what is included") == [
                "Beyond what is included", "Included 20.00 h", "Used 23.50 h",
                "Beyond 23.50 –\u{A0}20.00 = 3.50 h",
                "At the agreed price 3.50 h ×\u{A0}250.00 = 875.00", "875.00",
            ])
        #expect(
            document.row(startingWith: "Price by number: Filing") == [
                "Price by number: Filing", "Beyond 5 –\u{A0}2 = 3",
                "At the agreed price 3 ×\u{A0}350.00 = 1,050.00", "1,050.00",
            ])
    }

    @Test func aSinglePercentageStandsInTheHead() throws {
        let matter = SampleStatement.matter(
            SampleStatement.longMonth,
            [
                FeeItem(
                    kind: .adjustment, description: "Night work",
                    working: [.percent(.share, percent(2_000), of: usd(4_125_000))],
                    amount: usd(82_500)),
                // 10 % of 42,075.00 = 4,207.50
                FeeItem(
                    kind: .discount, description: "Courtesy",
                    working: [.percent(.share, percent(10_000), of: usd(4_207_500))],
                    amount: usd(-420_750)),
                // 5 % of 37,867.50 = 1,893.375
                FeeItem(
                    kind: .holdback,
                    working: [.percent(.heldNow, percent(5_000), of: usd(3_786_750))],
                    amount: usd(-189_338)),
            ])
        let document = try invoice(matter)
        let adjustment = "Agreed adjustment +2\u{A0}% of 41,250.00: Night work"
        #expect(document.row(startingWith: adjustment) == [adjustment, "825.00"])
        let discount = "Discount 10\u{A0}% of 42,075.00: Courtesy"
        #expect(document.row(startingWith: discount) == [discount, "(4,207.50)"])
        let held = "Held back 5\u{A0}% of 37,867.50"
        #expect(document.row(startingWith: held) == [held, "(1,893.38)"])
    }

    @Test func negativeFiguresStandInParenthesesAndSumsWithTheirSigns() throws {
        // A credit: -500.00 + 200.00 = -300.00; -5 % of 41,250.00 = -2,062.50.
        let matter = SampleStatement.matter(
            SampleStatement.longMonth,
            [
                FeeItem(
                    kind: .volumeDiscount,
                    working: [
                        .given(.givenBefore, usd(0)), .sum(.counted, usd(0), usd(4_125_000)),
                        .sum(.result, usd(-50_000), usd(20_000)),
                    ], amount: usd(30_000)),
                FeeItem(
                    kind: .valueAdjustment,
                    working: [
                        .given(.feeSoFar, usd(4_155_000)),
                        .percent(.share, percent(-5_000), of: usd(4_155_000)),
                    ], amount: usd(-207_750)),
            ])
        let document = try invoice(matter)
        #expect(
            document.row(startingWith: "Volume discount") == [
                "Volume discount", "Given earlier 0.00", "Counted 41,250.00",
                "Result (500.00) +\u{A0}200.00 = (300.00)", "300.00",
            ])
        #expect(
            document.row(startingWith: "Value adjustment") == [
                "Value adjustment", "Fees so far 41,550.00",
                "Share –5\u{A0}% of 41,550.00 = (2,077.50)", "(2,077.50)",
            ])
    }

    @Test func daysAreWrittenAsEverywhereElse() throws {
        let matter = SampleStatement.matter(
            [],
            [
                FeeItem(
                    kind: .subscription, description: "General counsel service",
                    days: day("2026-10-01")...day("2026-10-31"), amount: usd(450_000)),
                FeeItem(
                    kind: .minimumFee, days: day("2026-07-15")...day("2027-07-14"),
                    amount: usd(20_000)),
                // 33.333 % of 90,000.00 = 29,999.70
                FeeItem(
                    kind: .contingentFee,
                    working: [
                        .given(
                            .recovery, usd(9_000_000), "settlement with one defendant",
                            on: day("2026-10-09")),
                        .percent(.share, percent(33_333), of: usd(9_000_000), "Before suit"),
                    ], amount: usd(2_999_970)),
            ])
        let document = try invoice(matter)
        let service = "Subscription: General counsel service, 10/01/2026\u{A0}–\u{A0}10/31/2026"
        #expect(document.row(startingWith: service) == [service, "4,500.00"])
        let minimum = "Up to the minimum fee: 07/15/2026\u{A0}–\u{A0}07/14/2027"
        #expect(document.row(startingWith: minimum) == [minimum, "200.00"])
        #expect(
            document.row(startingWith: "Contingent fee") == [
                "Contingent fee",
                "Recovery: 10/09/2026, settlement with one defendant 90,000.00",
                "Share: Before suit 33.333\u{A0}% of 90,000.00 = 29,999.70", "29,999.70",
            ])
    }

    @Test func everyKindOfItemAndEveryStepHasWordsOfItsOwn() throws {
        let template = try #require(try ShippedTemplate.read())
        #expect(Set(template.words.items.values).count == FeeItem.Kind.allCases.count)
        #expect(Set(template.words.steps.values).count == WorkingStep.Name.allCases.count)
        let items = FeeItem.Kind.allCases.map { FeeItem(kind: $0, amount: usd(100)) }
        let document = try invoice(SampleStatement.matter([], items))
        for kind in FeeItem.Kind.allCases {
            let words = try #require(template.words.items[kind])
            #expect(document.row(startingWith: words) == [words, "1.00"], "\(kind)")
        }
        let steps = WorkingStep.Name.allCases.map { WorkingStep.given($0, usd(100)) }
        let item = FeeItem(kind: .collar, working: steps, amount: usd(100))
        let texts = try invoice(SampleStatement.matter([], [item])).texts
        for name in WorkingStep.Name.allCases {
            let words = try #require(template.words.steps[name])
            #expect(texts.contains(words + " 1.00"), "\(name)")
        }
    }

    @Test func aFixedFeeThatIsCalledSoSaysItOnce() throws {
        let fee = FeeItem(kind: .flatFee, description: "Fixed fee", amount: usd(150_000))
        let document = try invoice(SampleStatement.matter([], [fee]))
        #expect(document.row(startingWith: "Fixed fee") == ["Fixed fee", "1,500.00"])
    }

    // MARK: Items without a figure of their own

    @Test func aPriceInTheLinesIsToldAndNotAddedAgain() throws {
        let lines = [
            SampleStatement.line(
                1, SampleStatement.senior, 100, 40_000, 60_000, "Wrote the brief", .share),
            SampleStatement.line(
                2, SampleStatement.junior, 100, 20_000, 30_000, "Checked it", .share),
        ]
        let price = FeeItem(
            kind: .flatFee, description: "The brief", working: [.given(.price, usd(90_000))],
            amount: usd(0), isInLines: true)
        let matter = SampleStatement.matter(lines, [price])
        let document = try invoice(matter)
        // Hours and amount, and no rate that would not multiply.
        #expect(
            document.row(marked: lines[0].id.text)
                == ["10/01/2026", "AA", "Wrote the brief", "1.00", "600.00"])
        #expect(
            document.row(startingWith: "Fixed fee: The brief")
                == ["Fixed fee: The brief", "Price 900.00", "Spread over the entries above"])
        #expect(document.row(startingWith: "Time recorded") == nil)
        #expect(
            document.row(startingWith: "Total professional services")
                == ["Total professional services", "2.00", "900.00"])
        #expect(
            document.row(startingWith: "Ada Ayers (AA)")
                == ["Ada Ayers (AA)", "Partner", "1.00", "600.00"])
        #expect(!document.texts.contains("Rate"))
        let attorneys = try proforma(matter)
        #expect(
            attorneys.row(marked: lines[0].id.text)?.filter { !$0.isEmpty } == [
                "10/01/2026", lines[0].id.text, "AA", "Wrote the brief", "1.00", "600.00",
                "no charge", "hold", "transfer",
            ])
    }

    @Test func anOpenFigureIsALineToWriteOnForTheAttorneyAndNothingForTheClient() throws {
        let open = FeeItem(
            kind: .valueAdjustment,
            working: [
                .given(.feeSoFar, usd(4_125_000)),
                .percent(.bandDown, percent(10_000), of: usd(4_125_000)),
            ], amount: usd(0), isOpen: true)
        let matter = SampleStatement.matter(SampleStatement.longMonth, [open])
        #expect(
            try proforma(matter).row(startingWith: "Value adjustment") == [
                "Value adjustment", "Fees so far 41,250.00",
                "Band downward 10\u{A0}% of 41,250.00 = 4,125.00", "____",
            ])
        let document = try invoice(matter)
        #expect(document.row(startingWith: "Value adjustment") == nil)
        #expect(document.row(startingWith: "Time recorded") == nil)
        #expect(
            document.row(startingWith: "Total professional services")
                == ["Total professional services", "120.00", "41,250.00"])
    }

    @Test func whatOnlyTheLedgerNeedsIsNotPrinted() throws {
        let silent = FeeItem(kind: .overage, amount: usd(0))
        let spoken = FeeItem(
            kind: .collar, working: [.given(.feeSoFar, usd(4_125_000))], amount: usd(0))
        let document = try proforma(
            SampleStatement.matter(SampleStatement.longMonth, [silent, spoken]))
        #expect(document.row(startingWith: "Beyond what is included") == nil)
        #expect(
            document.row(startingWith: "Settlement against the target")
                == ["Settlement against the target", "Fees so far 41,250.00", "0.00"])
    }

    // MARK: Amounts that are not hours times rate

    @Test func amountsWrittenUpOrDownHaveNoRateThatWouldNotMultiply() throws {
        // 30,000.00 and 11,250.00 brought to 33,000.00: 20 % off each.
        var lines = SampleStatement.longMonth
        lines[0].amount = usd(2_400_000)
        lines[0].adjustment = usd(-600_000)
        lines[1].amount = usd(900_000)
        lines[1].adjustment = usd(-225_000)
        let matter = SampleStatement.matter(lines)
        let document = try invoice(matter)
        #expect(
            document.row(marked: lines[0].id.text)
                == ["10/01/2026", "AA", "Prepared for trial", "75.00", "24,000.00"])
        #expect(
            document.texts.contains(
                "The fee was set as a whole and spread over the entries; their amounts are not "
                    + "hours at a rate."))
        #expect(!document.texts.contains("Rate"))
        #expect(!document.texts.contains("400.00"))
        let attorneys = try proforma(matter)
        let row = try #require(attorneys.row(marked: lines[0].id.text))
        #expect(row[4...6] == ["75.00", "400.00*", "24,000.00"])
        #expect(
            attorneys.texts.contains(
                "* Written up or down; the amount is not the hours at this rate."))
        let plain = try proforma(SampleStatement.matter(SampleStatement.longMonth))
        #expect(!plain.texts.contains { $0.contains("*") })
    }

    // MARK: An arrangement that changed

    /// Until 2 October 30,000.00, capped at 25,000.00; from then on a discount of 10 %.
    private func changed(_ lines: [FeeLine] = SampleStatement.longMonth) -> MatterStatement {
        SampleStatement.matter(
            lines,
            sections: [
                FeeSection(
                    agreement: "Capped", time: lines[0].amount,
                    items: [
                        FeeItem(
                            kind: .overCap,
                            working: [.sum(.overCap, usd(3_000_000), usd(-2_500_000))],
                            amount: usd(-500_000))
                    ]),
                FeeSection(
                    agreement: "Hourly", from: day("2026-10-02"), time: lines[1].amount, items: []),
            ])
    }

    @Test func eachAgreementHasItsWorkItsTermsAndItsFee() throws {
        for document in [try invoice(changed()), try proforma(changed())] {
            let rows = document.rows.map { $0.texts.filter { !$0.isEmpty } }
            let heads = [
                "Work before October 2, 2026: Capped", "10/01/2026", "Time recorded",
                "Less fees over the cap", "Fee for this work",
                "Work from October 2, 2026: Hourly", "10/02/2026", "Fee for this work",
                "Total professional services",
            ]
            let places = heads.reduce(into: [-1]) { places, head in
                let next = rows.indices.first {
                    $0 > places[places.count - 1] && rows[$0].first == head
                }
                if let next { places.append(next) }
            }
            #expect(places.count == heads.count + 1, "\(rows)")
            let fees = rows.filter { $0.first == "Fee for this work" }.map(\.last)
            #expect(fees == ["25,000.00", "11,250.00"])
            #expect(
                document.row(startingWith: "Time recorded")
                    == ["Time recorded", "75.00", "30,000.00"])
            #expect(
                document.row(startingWith: "Total professional services")?.last == "36,250.00")
        }
    }

    @Test func oneAgreementNeedsNoHeading() throws {
        let texts = try invoice(SampleStatement.matter(SampleStatement.longMonth)).texts
        #expect(!texts.contains { $0.hasPrefix("Work ") || $0 == "Fee for this work" })
    }

    @Test func timeThatOneAgreementHidesIsNotToldBySumsOfBoth() throws {
        var lines = SampleStatement.longMonth
        lines[0].amount = usd(0)
        lines[0].display = .hidden
        let document = try invoice(changed(lines))
        #expect(document.marks == [lines[1].id.text])
        // 75.00 h are hidden; 120.00 h would tell them.
        #expect(!document.texts.contains { $0.contains("75.00") || $0.contains("120.00") })
        #expect(!document.texts.contains { $0.contains("Ada Ayers (AA)") })
    }

    // MARK: Costs

    @Test func aDiscountOnCostsStandsUnderTheCosts() throws {
        // 10 % of 12.34 = 1.234
        let matter = SampleStatement.matter(
            SampleStatement.longMonth, costs: [SampleStatement.cost(8, 1_234, "Courier")],
            costItems: [
                FeeItem(
                    kind: .discount, description: "Courtesy",
                    working: [.percent(.share, percent(10_000), of: usd(1_234))],
                    amount: usd(-123))
            ])
        for document in [try invoice(matter), try proforma(matter)] {
            #expect(
                document.row(startingWith: "Costs recorded") == ["Costs recorded", "12.34"])
            #expect(
                document.row(startingWith: "Discount 10\u{A0}% of 12.34: Courtesy")?.last
                    == "(1.23)")
            #expect(
                document.row(startingWith: "Total costs and disbursements")?.last == "11.11")
        }
    }

    // MARK: The attorney's box

    @Test func theAttorneySeesWhereTheMatterStandsWithItsTerms() throws {
        let matter = SampleStatement.matter(
            SampleStatement.longMonth,
            standing: ArrangementStanding(
                cap: usd(10_000_000), capLeft: usd(875_000), held: usd(412_500)))
        let document = try proforma(matter)
        // 41,250.00 / 120.00 h
        #expect(
            document.row(startingWith: "Realization")
                == ["Realization", "100.0\u{A0}%", "Effective rate an hour", "343.75"])
        #expect(
            document.row(startingWith: "Previous balance")
                == ["Previous balance", "0.00", "Held back", "4,125.00"])
        #expect(
            document.row(startingWith: "Cap") == ["Cap", "100,000.00", "Left of cap", "8,750.00"])
        #expect(document.row(startingWith: "Budget") == nil)
    }

    @Test func rowsThatSayNothingAreLeftOut() throws {
        let document = try proforma(
            SampleStatement.matter([], [FeeItem(kind: .flatFee, amount: usd(1))]))
        for name in ["Realization", "Effective rate an hour", "Held back", "Cap", "Budget"] {
            #expect(!document.texts.contains(name), "\(name)")
        }
    }
}
